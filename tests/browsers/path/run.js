/// <reference path="./path.d.ts" />
/* global path */
// Walks the page's main path in one browser, against the built page.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '../../e2e/static-server.js';
import { install } from './helpers.js';
import { stepsOf } from './steps.js';

/** Compiling for WebGPU takes seconds, and longer on a busy machine. */
const TIME_LIMIT = 90_000;
const PAUSE = 100;

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

/** Whether all steps passed. @param {string} name @param {import('../browsers.js').Browser} browser @param {boolean} hasWebGpu */
export async function walk(name, { page }, hasWebGpu) {
  if (!existsSync(DIST)) throw new Error('there is no built page: run "npm run build" first');
  // The built page has a policy of its own.
  const { url, close } = await serve({ root: DIST, csp: null });
  const start = performance.now();
  try {
    await page.goto(`${url}/`);
    await page.evaluate(install);
    for (const step of stepsOf(hasWebGpu)) {
      const begin = performance.now();
      const seconds = () => ((performance.now() - begin) / 1000).toFixed(1);
      const problem = await run(page, step);
      console.log(`  ${problem ? 'FAILED ' : 'passed '} the page: ${step.name} (${seconds()} s)${problem}`);
      if (problem) return false;
    }
    console.log(`${name}: the page's main path in ${Math.round((performance.now() - start) / 1000)} s`);
    return true;
  } finally {
    close();
  }
}

/** What went wrong, or nothing. @param {import('../browsers.js').Page} page @param {import('./steps.js').Step} step */
async function run(page, { given = null, act, isDone }) {
  const end = performance.now() + TIME_LIMIT;
  try {
    if (act) await page.evaluate(act, given);
    while (!(await page.evaluate(isDone, given))) {
      if (performance.now() > end) {
        const shown = await page.evaluate(() => [...path.errors, path.text('densenet-app')].join('\n'));
        return `: not there after ${TIME_LIMIT / 1000} s. The page shows: ${shown.slice(0, 600)}`;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return '';
  } catch (error) {
    return `: ${error}`;
  }
}
