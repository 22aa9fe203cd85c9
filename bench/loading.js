// How much memory loading a network takes at its peak. What every network needs is measured with a small one: the difference
// between both is what the weights take.
/** @import { Browser } from 'puppeteer-core' */
/** @import { Server } from './server.js' */
import { counted, difference } from './contest.js';
import { watchPeak } from './memory.js';
import { NETWORKS } from './page/networks.js';
import { mebi, table } from './tables.js';

/** Where weights come from. */
const SOURCES = { download: 'downloaded', cache: 'from the cache', bytes: 'given as bytes' };

/** @typedef {{ size: number, peak: number | null, wasm: number }} Loaded In bytes. */
/** @typedef {{ engine: string, source: keyof typeof SOURCES, large: Loaded, small: Loaded }} Loading */

/**
 * Loads a network in a browser of its own. @param {() => Promise<Browser>} launch @param {Server} server
 * @param {string} network @param {string} engine @param {keyof typeof SOURCES} source @returns {Promise<Loaded>}
 */
async function load(launch, server, network, engine, source) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/bench/page/index.html`);
    const url = new URL(NETWORKS[network].weights, `${server.url}/bench/page/index.html`).href;
    await page.evaluate(prepare, network, url, engine, source);
    const before = await counted(page);
    const peak = await watchPeak(page);
    await page.evaluate(() => /** @type {any} */ (window).load());
    const grown = peak();
    const { wasm } = difference(await counted(page), before);
    const size = await page.evaluate(async (url) => (await (await fetch(url)).blob()).size, url);
    return { size, peak: grown, wasm };
  } finally {
    await browser.close();
  }
}

/**
 * Makes `window.load`, in the page. The code has been used before then: the first time it takes several times as much memory for a
 * moment, and not when the weights do. @param {string} network @param {string} url @param {string} engine @param {string} source
 */
async function prepare(network, url, engine, source) {
  const { NETWORKS } = await import(/** @type {any} */ ('/bench/page/networks.js'));
  const { DenseNet } = await import(/** @type {any} */ ('/pkg/index.js'));
  const metadata = await NETWORKS[network].metadata();
  const weights = source === 'bytes' ? await (await fetch(url)).arrayBuffer() : undefined;
  const options = { metadata, engine, ...(weights ? { weights } : { model: url }) };
  // Kept until the end: the counts of a worker that has ended are waited for.
  const first = await DenseNet.load(source === 'cache' ? options : { engine });
  const load = async () => Object.assign(window, { loaded: await DenseNet.load(options) });
  Object.assign(window, { first, load: () => load().then(() => {}) });
}

/** @param {() => Promise<Browser>} launch @param {Server} server @param {string[]} engines @returns {Promise<Loading[]>} */
export async function measureLoading(launch, server, engines) {
  const all = [];
  for (const engine of engines) {
    for (const source of /** @type {(keyof typeof SOURCES)[]} */ (Object.keys(SOURCES))) {
      const large = await load(launch, server, 'densenet121', engine, source);
      all.push({ engine, source, large, small: await load(launch, server, 'cifar', engine, source) });
    }
  }
  return all;
}

/** In multiples of the weights' bytes; `null` where memory is unknown. @param {Loading} loading */
export function multiples({ large, small }) {
  const size = large.size - small.size;
  const peak = large.peak === null || small.peak === null ? null : (large.peak - small.peak) / size;
  return { peak, wasm: (large.wasm - small.wasm) / size };
}

/** @param {Loading[]} all */
export function loadingTable(all) {
  const times = (/** @type {number | null} */ value) => (value === null ? 'unknown' : value.toFixed(2));
  return table(
    [
      '',
      'weights',
      'peak',
      'of a small network',
      'WebAssembly memory',
      'difference / weights',
      'WebAssembly memory / weights',
    ],
    all.map((loading) => {
      const { engine, source, large, small } = loading;
      const { peak, wasm } = multiples(loading);
      return [
        `\`${engine}\`, ${SOURCES[source]}`,
        ...[large.size, large.peak, small.peak, large.wasm].map(mebi),
        ...[peak, wasm].map(times),
      ];
    }),
  );
}
