// Runs all contestants with one network in one browser: loads them one at a time, then alternates between them. There are
// two pages: those with threads need one that is cross-origin isolated, and the others get an ordinary one.
/** @import { Browser, Page } from 'puppeteer-core' */
/** @import { Counts } from './page/counters.js' */
/** @import { Server } from './server.js' */
import { isThreaded } from './contestants.js';
import { watchPeak } from './memory.js';

/** @typedef {{ ms: number, pass: number | null, logits: number[] }} Run */
/** @typedef {{ page: Page, server: Server }} Place */

/**
 * @typedef {object} Entry What is known of a contestant; times are in milliseconds, memory in bytes.
 * @property {string} name
 * @property {Page} page
 * @property {number} code Time to fetch and start its code, if that is a separate step.
 * @property {number} session Time for everything else before the first run.
 * @property {Run} first
 * @property {Run[]} warm
 * @property {number | null} peak Peak memory growth during load and first run.
 * @property {Counts} setUp WebGPU calls of load and first run, and the WebAssembly memory made.
 * @property {Counts | null} pass WebGPU calls of a warm run.
 * @property {string[]} files The code files that it fetched.
 * @property {any} accounting
 */

/** @typedef {{ plain: Server, isolated: Server }} Servers */

/**
 * @param {{ browser: Browser, servers: Servers, network: string, contestants: string[], short: boolean, say: (text: string) => void }} options
 */
export async function contest({ browser, servers, network, contestants, short, say }) {
  const places = {
    plain: await open(browser, servers.plain),
    isolated: await open(browser, servers.isolated),
  };
  /** @type {Entry[]} */
  const entries = [];
  /** @type {{ name: string, why: string }[]} */
  const failed = [];
  for (const name of contestants) {
    try {
      const entry = await enter(isThreaded(name) ? places.isolated : places.plain, network, name);
      entries.push(entry);
      say(`${name}: load ${seconds(entry.code + entry.session)}, first run ${seconds(entry.first.ms)}`);
    } catch (error) {
      const why = /** @type {Error} */ (error).message.split('\n')[0];
      // The package may have been built without this engine.
      if (/there is no engine/.test(why)) continue;
      failed.push({ name, why });
      say(`${name}: ${why}`);
    }
  }
  await takeTurns(entries, short, say);
  for (const entry of entries) entry.accounting = await call(entry.page, entry.name, 'accounting');
  for (const { page } of Object.values(places)) await page.close();
  return { entries, failed };
}

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** @param {Browser} browser @param {Server} server @returns {Promise<Place>} */
async function open(browser, server) {
  const page = await browser.newPage();
  await page.goto(`${server.url}/bench/page/index.html`);
  return { page, server };
}

/** @param {Page} page @param {string} name @param {'prepare' | 'load' | 'run' | 'accounting'} method @returns {Promise<any>} */
function call(page, name, method) {
  return page.evaluate((name, method) => /** @type {any} */ (window).bench.call(name, method), name, method);
}

/** WebGPU calls and WebAssembly memory so far, in all frames and workers. @param {Page} page @returns {Promise<Counts>} */
export const counted = (page) => page.evaluate(() => /** @type {any} */ (window).bench.counted());

/** @param {Place} place @param {string} network @param {string} name @returns {Promise<Entry>} */
async function enter({ page, server }, network, name) {
  await page.bringToFront();
  const url = `${server.url}/bench/page/contestant.html?contestant=${name}&network=${network}`;
  await page.evaluate((name, url) => /** @type {any} */ (window).bench.enter(name, url), name, url);
  await call(page, name, 'prepare');
  const before = await counted(page);
  const asked = server.requests.length;
  const peak = await watchPeak(page);
  const times = await call(page, name, 'load');
  const first = await call(page, name, 'run');
  const grown = peak();
  const files = server.requests.slice(asked).filter((path) => !path.startsWith('/bench/page/'));
  const setUp = difference(await counted(page), before);
  return { name, page, ...times, first, warm: [], peak: grown, setUp, pass: null, files, accounting: null };
}

/** @param {Counts} after @param {Counts} before @returns {Counts} */
export const difference = (after, before) => ({
  dispatches: after.dispatches - before.dispatches,
  submits: after.submits - before.submits,
  pipelines: after.pipelines - before.pipelines,
  buffers: after.buffers - before.buffers,
  wasm: after.wasm - before.wasm,
});

/** The number of warm runs, from the duration of the first one. @param {number} ms @param {boolean} short */
function warmRuns(ms, short) {
  if (ms > 10_000) return short ? 1 : 3;
  if (ms > 2000) return short ? 2 : 5;
  return short ? 5 : 10;
}

/** Warm runs, round-robin; contestants with fewer runs are spread evenly over the rounds. @param {Entry[]} entries @param {boolean} short @param {(text: string) => void} say */
async function takeTurns(entries, short, say) {
  const run = async (/** @type {Entry} */ entry) => {
    const { name, page } = entry;
    // Browsers slow down pages that nobody sees.
    await page.bringToFront();
    const before = await counted(page);
    entry.warm.push(await call(page, name, 'run'));
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
