// Runs all contestants with one network in one page: loads them one at a time, then alternates between them.
/** @import { Browser, Page } from '@playwright/test' */
import { withPeak } from './memory.js';

/** All contestants; the first available one is the reference for the others. */
export const CONTESTANTS = [
  'ort-wasm',
  'tf-wasm',
  'ours-cpu',
  'ours-burn',
  'ort-webgpu',
  'tf-webgpu',
  'ours-webgpu',
];

/** @typedef {{ ms: number, pass: number | null, logits: number[] }} Run */
/** @typedef {{ dispatches: number, submits: number, pipelines: number, buffers: number }} GpuCounts */

/**
 * @typedef {object} Entry What is known of a contestant; times are in milliseconds.
 * @property {string} name
 * @property {number} code Time to fetch and start its code, if that is a separate step.
 * @property {number} session Time for everything else before the first run.
 * @property {Run} first
 * @property {Run[]} warm
 * @property {number | null} peak Peak memory growth in bytes during load and first run.
 * @property {GpuCounts} setUp WebGPU calls of load and first run.
 * @property {GpuCounts | null} pass WebGPU calls of a warm run.
 * @property {string[]} files The code files that it fetched.
 * @property {any} accounting
 */

/**
 * @param {{ browser: Browser, page: Page, server: { url: string, requests: string[] }, network: string, contestants: string[], short: boolean, say: (text: string) => void }} options
 */
export async function contest({ browser, page, server, network, contestants, short, say }) {
  await page.goto(`${server.url}/bench/page/index.html`);
  /** @type {Entry[]} */
  const entries = [];
  /** @type {{ name: string, why: string }[]} */
  const failed = [];
  for (const name of contestants) {
    try {
      entries.push(await enter(browser, page, server, network, name));
      const { code, session, first } = entries[entries.length - 1];
      say(`${name}: load ${seconds(code + session)}, first run ${seconds(first.ms)}`);
    } catch (error) {
      const why = /** @type {Error} */ (error).message.split('\n')[0];
      // The package may have been built without this engine.
      if (/there is no engine/.test(why)) continue;
      failed.push({ name, why });
      say(`${name}: ${why}`);
    }
  }
  await takeTurns(page, entries, short, say);
  for (const entry of entries) entry.accounting = await call(page, entry.name, 'accounting');
  return { entries, failed };
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** @param {Page} page @param {string} name @param {'prepare' | 'load' | 'run' | 'accounting'} method @returns {Promise<any>} */
function call(page, name, method) {
  const frame = page.frame({ name });
  if (!frame) throw new Error(`${name}'s frame is gone`);
  return frame.evaluate((called) => /** @type {any} */ (window).contestant[called](), method);
}

/** @param {Browser} browser @param {Page} page @param {{ url: string, requests: string[] }} server @param {string} network @param {string} name @returns {Promise<Entry>} */
async function enter(browser, page, server, network, name) {
  const url = `${server.url}/bench/page/contestant.html?contestant=${name}&network=${network}`;
  await page.evaluate(
    async ({ name, url }) => {
      const frame = Object.assign(document.createElement('iframe'), { name, src: url });
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
    },
    { name, url },
  );
  const ready = () => 'contestant' in window;
  // Not with animation frames, which a busy software adapter delays.
  await page.frame({ name })?.waitForFunction(ready, null, { polling: 100, timeout: 120_000 });
  await call(page, name, 'prepare');
  const before = await counted(page);
  const asked = server.requests.length;
  const { result, peak } = await withPeak(browser, page, async () => ({
    ...(await call(page, name, 'load')),
    first: await call(page, name, 'run'),
  }));
  const files = server.requests.slice(asked).filter((path) => !path.startsWith('/bench/page/'));
  const setUp = difference(await counted(page), before);
  return { name, ...result, warm: [], peak, setUp, pass: null, files, accounting: null };
}

/** WebGPU calls so far, in all frames and workers. @param {Page} page @returns {Promise<GpuCounts>} */
async function counted(page) {
  const read = () => /** @type {any} */ (globalThis).gpuCounts ?? {};
  const asked = [
    ...page.frames().map((frame) => frame.evaluate(read)),
    ...page.workers().map((worker) => worker.evaluate(read)),
  ];
  // The worker may have ended.
  /** @type {Partial<GpuCounts>[]} */
  const all = await Promise.all(asked.map((answer) => answer.catch(() => ({}))));
  const sum = (/** @type {keyof GpuCounts} */ key) => all.reduce((n, counts) => n + (counts[key] ?? 0), 0);
  return {
    dispatches: sum('dispatches'),
    submits: sum('submits'),
    pipelines: sum('pipelines'),
    buffers: sum('buffers'),
  };
}

/** @param {GpuCounts} after @param {GpuCounts} before @returns {GpuCounts} */
const difference = (after, before) => ({
  dispatches: after.dispatches - before.dispatches,
  submits: after.submits - before.submits,
  pipelines: after.pipelines - before.pipelines,
  buffers: after.buffers - before.buffers,
});

/** The number of warm runs, from the duration of the first one. @param {number} ms @param {boolean} short */
function warmRuns(ms, short) {
  if (ms > 10_000) return short ? 1 : 3;
  if (ms > 2000) return short ? 2 : 5;
  return short ? 5 : 10;
}

/** Warm runs, round-robin; contestants with fewer runs are spread evenly over the rounds. @param {Page} page @param {Entry[]} entries @param {boolean} short @param {(text: string) => void} say */
async function takeTurns(page, entries, short, say) {
  const run = async (/** @type {Entry} */ entry) => {
    const before = await counted(page);
    entry.warm.push(await call(page, entry.name, 'run'));
    entry.pass = difference(await counted(page), before);
  };
  for (const entry of entries) await run(entry);
  const runs = entries.map((entry) => warmRuns(entry.warm[0].ms, short));
  const rounds = Math.max(0, ...runs);
  for (let round = 1; round < rounds; round++) {
    say(`round ${round} of ${rounds} is over`);
    for (const [i, entry] of entries.entries()) {
      const due = 1 + Math.floor((round * (runs[i] - 1)) / (rounds - 1));
      if (due > entry.warm.length) await run(entry);
    }
  }
}
