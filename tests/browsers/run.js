/// <reference path="./suite.d.ts" />
/* global suite */
// Runs the same suite in real browsers, then walks the built page's main path, and prints one line per test.
//
//   node tests/browsers/run.js chromium firefox webkit firefox-resisting
//   node tests/browsers/run.js firefox --only=WebGPU     only tests whose names contain this, without the page
import { parseArgs } from 'node:util';
import { BROWSERS } from './browsers.js';
import { judge } from './judge.js';
import { walk } from './path/run.js';
import { serveSuite } from './server.js';

/** @typedef {import('./suite/harness.js').Result} Result */

/** Compiling in the first pass on WebGPU takes seconds, and longer on a busy machine. */
const TIME_LIMIT = 120_000;

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' } },
});

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
async function limited(promise) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${TIME_LIMIT / 1000} s`)), TIME_LIMIT);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** WebKitGTK says that a page is there before its modules are. @param {import('./browsers.js').Page} page @param {string} url */
async function open(page, url) {
  await page.goto(url);
  await page.evaluate(async () => {
    while (typeof suite === 'undefined') await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

/** @param {import('./browsers.js').Page} page @param {string} url @param {string} test @returns {Promise<Result>} */
async function runTest(page, url, test) {
  const start = performance.now();
  try {
    return await limited(page.evaluate((name) => suite.run(name), test));
  } catch (error) {
    // It may still be running: the next test gets a new page.
    await limited(open(page, url));
    return { error: String(error), lacks: null, notes: [], milliseconds: performance.now() - start };
  }
}

/** @param {string} name @param {import('./browsers.js').Browser} browser @param {string} url */
async function runAll(name, { page, version }, url) {
  const start = performance.now();
  console.log(`${name}: ${version}`);
  await limited(open(page, url));
  /** @type {Record<import('./judge.js').Outcome, number>} */
  const counts = { passed: 0, known: 0, skipped: 0, FAILED: 0 };
  const tests = await page.evaluate(() => suite.names());
  const { only = '' } = BROWSERS[name];
  for (const test of tests.filter((one) => one.includes(options.only) && one.includes(only))) {
    const result = await runTest(page, url, test);
    const { outcome, text } = judge(name, test, result);
    counts[outcome]++;
    const seconds = (result.milliseconds / 1000).toFixed(1);
    console.log(`  ${outcome.padEnd(7)} ${test} (${seconds} s)${text && `: ${text}`}`);
  }
  const sums = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(`${name}: ${sums.join(', ')}, in ${seconds} s`);
  return counts.FAILED === 0 && tests.length > 0;
}

/** @param {string} name @returns {Promise<boolean>} whether nothing failed */
async function runIn(name) {
  const { find, variable, isolated, launch } = BROWSERS[name];
  const executable = find();
  if (!executable) {
    console.log(`${name}: FAILED: it is not installed; ${variable} can name its executable`);
    return false;
  }
  const site = await serveSuite(isolated);
  try {
    const browser = await launch(executable);
    try {
      const isGood = await runAll(name, browser, site.url);
      if (BROWSERS[name].only || options.only) return isGood;
      return (await walk(name, browser, BROWSERS[name].features.includes('webgpu'))) && isGood;
    } finally {
      await browser.close();
    }
  } finally {
    site.close();
  }
}

const unknown = wanted.filter((name) => !Object.hasOwn(BROWSERS, name));
if (unknown.length > 0 || wanted.length === 0) {
  console.error(`usage: run.js BROWSER... [--only=TEXT]; browsers: ${Object.keys(BROWSERS).join(', ')}`);
  process.exit(2);
}
let isGood = true;
for (const name of wanted) isGood = (await runIn(name)) && isGood;
process.exitCode = isGood ? 0 : 1;
