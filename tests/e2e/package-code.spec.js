/* global densenet, failure */
// The package's WebAssembly: which files are downloaded, and how.
import { readFileSync } from 'node:fs';
import { expect, open, serveRepository, test } from './package-fixture.js';

const HTML = '<!doctype html><title>Not found</title>';

test('burn is only downloaded when it is needed', async ({ page, site }) => {
  const asked = () => site.requests.filter((path) => path.startsWith('/pkg/wasm/')).sort();
  const load = (/** @type {{ engine: 'cpu' | 'burn', random?: string }} */ options) =>
    page.evaluate(async (options) => (await densenet.DenseNet.load(options)).dispose(), options);
  await load({ engine: 'cpu' });
  await page.evaluate(() => densenet.planNetwork('densenet121'));
  expect(new Set(asked())).toEqual(
    new Set([
      '/pkg/wasm/densenet_web.js',
      '/pkg/wasm/densenet_web_bg.wasm',
      '/pkg/wasm/kernels/relaxed.wasm',
    ]),
  );
  site.requests.length = 0;
  await load({ engine: 'burn' });
  await load({ engine: 'cpu', random: 'densenet_bc_40_12' });
  expect(new Set(asked())).toEqual(
    new Set([
      '/pkg/wasm/burn/densenet_web_burn.js',
      '/pkg/wasm/burn/densenet_web_burn_bg.wasm',
      '/pkg/wasm/kernels/relaxed.wasm',
    ]),
  );
});

test('the WebAssembly loads from a server that sends the wrong MIME type', async ({ page }) => {
  const site = await serveRepository({
    routes: {
      '/pkg/wasm/densenet_web_bg.wasm': (response) => {
        const wasm = readFileSync(new URL('../../pkg/wasm/densenet_web_bg.wasm', import.meta.url));
        response.setHeader('Content-Type', 'text/plain').end(wasm);
      },
    },
  });
  /** @type {string[]} */
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  await open(page, site);
  const parameters = await page.evaluate(async () => (await densenet.planNetwork('densenet121')).parameters);
  expect(parameters).toBe(7_978_856);
  expect(complaints).toEqual([]);
  site.close();
});

test('missing or damaged WebAssembly is an error with advice', async ({ page }) => {
  for (const [type, body, code] of [
    ['text/html', HTML, 'download-failed'],
    ['application/wasm', 'not wasm', 'unsupported'],
  ]) {
    const site = await serveRepository({
      routes: {
        '/pkg/wasm/densenet_web_bg.wasm': (response) => response.setHeader('Content-Type', type).end(body),
      },
    });
    await open(page, site);
    const error = await page.evaluate(() => failure(() => densenet.DenseNet.load()));
    expect(error).toMatchObject({ code, isOurs: true });
    site.close();
  }
});
