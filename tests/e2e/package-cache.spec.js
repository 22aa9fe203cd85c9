/* global densenet, failure */
// Unavailable metadata, and a Cache Storage that is corrupt or fails.
import { readFileSync } from 'node:fs';
import { expect, open, serveRepository, test } from './package-fixture.js';

const MODELS = new URL('../../pkg/models/', import.meta.url);
const weights = readFileSync(new URL('densenet40_k12_bc_cifar10.safetensors', MODELS));
const metadata = readFileSync(new URL('densenet40_k12_bc_cifar10.json', MODELS));

/** The server's response for config.json. @type {import('./static-server.js').Routes['']} */
let answer;
test.beforeEach(() => {
  answer = (response) => response.end(metadata);
});

const routes = {
  '/net/net.safetensors': (/** @type {import('node:http').ServerResponse} */ response) =>
    response.end(weights),
  '/net/config.json': (/** @type {[any, any]} */ ...args) => answer(...args),
};
test.use({ routes });

/** The first label, or the error. @param {import('@playwright/test').Page} page */
const load = (page) =>
  page.evaluate(async () => {
    let label = '';
    const error = await failure(async () => {
      const net = await densenet.DenseNet.load({ model: '/net/net.safetensors', engine: 'cpu' });
      [label] = net.labels;
      net.dispose();
    });
    return error ?? label;
  });

/** @param {import('@playwright/test').Page} page */
const countKept = (page) =>
  page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().length;
  });

for (const status of [401, 403, 429, 500, 503, 200]) {
  test(`config.json with status ${status}${status === 200 ? ' and a web page' : ''} fails the load`, async ({
    page,
  }) => {
    answer = (response) => response.writeHead(status, { 'Content-Type': 'text/html' }).end('<p>Sorry');
    const message = expect.stringContaining('config.json');
    expect(await load(page)).toMatchObject({ code: 'download-failed', isOurs: true, message });
    expect(await countKept(page)).toBe(0);
    // As soon as the server recovers, the network has its labels.
    answer = (response) => response.end(metadata);
    expect(await load(page)).toBe('airplane');
    expect(await countKept(page)).toBe(2);
  });
}

test('a truncated config.json fails the load', async ({ page }) => {
  answer = (response) => {
    response.setHeader('Content-Length', metadata.length);
    response.write(metadata.subarray(0, 20), () => response.destroy());
  };
  expect(await load(page)).toMatchObject({ code: 'download-failed', isOurs: true });
  expect(await countKept(page)).toBe(0);
});

for (const status of [404, 410]) {
  test(`status ${status} means that there is no config.json`, async ({ page }) => {
    answer = (response) => response.writeHead(status).end();
    expect(await load(page)).toBe('class 0');
    expect(await countKept(page)).toBe(1);
  });
}

test('a cached file with a flipped bit is downloaded again', async ({ page, site }) => {
  expect(await load(page)).toBe('airplane');
  site.requests.length = 0;
  expect(await load(page)).toBe('airplane');
  expect(site.requests.filter((path) => path.startsWith('/net/'))).toEqual([]);
  await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    const response = await cache.match('/net/net.safetensors');
    const bytes = new Uint8Array((await response?.arrayBuffer()) ?? []);
    bytes[400_000] ^= 16;
    await cache.put('/net/net.safetensors', new Response(bytes, { headers: response?.headers }));
  });
  expect(await load(page)).toBe('airplane');
  expect(site.requests.filter((path) => path.startsWith('/net/'))).toEqual(['/net/net.safetensors']);
});

for (const [name, code] of [
  ['opening rejects', "caches.open = () => Promise.reject(new Error('no'));"],
  ['opening never settles', 'caches.open = () => new Promise(() => {});'],
  ['matching rejects', "Cache.prototype.match = () => Promise.reject(new Error('no'));"],
  ['matching never settles', 'Cache.prototype.match = () => new Promise(() => {});'],
]) {
  test(`if ${name}, the file is downloaded`, async ({ page }) => {
    const worker = readFileSync(new URL('../../pkg/worker.js', import.meta.url), 'utf8');
    const site = await serveRepository({
      routes: {
        ...routes,
        '/pkg/worker.js': (response) =>
          response.setHeader('Content-Type', 'text/javascript').end(`${worker}\n${code}`),
      },
    });
    await open(page, site);
    expect(await load(page)).toBe('airplane');
    site.close();
  });
}
