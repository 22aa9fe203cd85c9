// Measures the time from importing the package to a loaded network, with a fresh browser profile each time.
//
//   node bench/load.js                          this version
//   node bench/load.js --other=FOLDER           alternates with another version of the package
//   node bench/load.js --runs=9 --megabits=10   more runs; speed of the simulated network
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { findChromium, plainFlags } from '../scripts/chromium.js';

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };
const LATENCY = 40;

const { values } = parseArgs({
  options: {
    other: { type: 'string' },
    runs: { type: 'string', default: '7' },
    megabits: { type: 'string', default: '10' },
  },
});
const versions = { here: fileURLToPath(new URL('../pkg/', import.meta.url)), other: values.other };

/** Compressed once, as servers do in advance. @type {Map<string, Buffer>} */
const compressed = new Map();

/** @param {string} file */
function brotli(file) {
  const body = compressed.get(file) ?? brotliCompressSync(readFileSync(file));
  compressed.set(file, body);
  return body;
}

const server = createServer((request, response) => {
  const [, version, ...path] = normalize(new URL(request.url ?? '/', 'http://localhost').pathname).split('/');
  const folder = versions[/** @type {keyof typeof versions} */ (version)];
  if (!folder) return response.setHeader('content-type', 'text/html').end('<!doctype html>');
  const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path.join('/')))];
  response.setHeader('content-type', type ?? 'application/octet-stream');
  response.setHeader('content-encoding', 'br').end(brotli(join(folder, ...path)));
});
await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({ executablePath: findChromium(), args: plainFlags });

/** @param {string} version @param {number | null} megabits */
async function load(version, megabits) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://localhost:${port}/`);
  if (megabits !== null) {
    const devtools = await context.newCDPSession(page);
    const bytes = (megabits * 1e6) / 8;
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    });
  }
  const time = await page.evaluate(async (url) => {
    const start = performance.now();
    const { DenseNet } = await import(url);
    await DenseNet.load({ engine: 'cpu' });
    return performance.now() - start;
  }, `/${version}/index.js`);
  await context.close();
  return time;
}

/** @param {number[]} times */
const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

for (const megabits of [null, Number(values.megabits)]) {
  /** @type {Record<string, number[]>} */
  const times = { here: [], ...(values.other && { other: [] }) };
  for (let run = 0; run < Number(values.runs); run++) {
    for (const [version, list] of Object.entries(times)) list.push(await load(version, megabits));
  }
  const network = megabits === null ? 'no limit' : `${megabits} Mbit/s, ${LATENCY} ms`;
  const shown = Object.entries(times).map(([version, list]) => `${version} ${median(list).toFixed(0)} ms`);
  console.log(`${network}: ${shown.join(', ')}`);
}
await browser.close();
server.close();
