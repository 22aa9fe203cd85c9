/* global densenet, failure */
// Where weights come from, what is cached, and what can go wrong.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const FILE = new URL('../../pkg/models/densenet40_k12_bc_cifar10.safetensors', import.meta.url);
const METADATA = new URL('../../pkg/models/densenet40_k12_bc_cifar10.json', import.meta.url);
const weights = readFileSync(FILE);
const metadata = readFileSync(METADATA);
const sha256 = createHash('sha256').update(weights).digest('hex');
const HTML = '<!doctype html><title>Not found</title>';

/** Whether the faulty responses below still fail. */
let isFaulty = true;

test.use({
  routes: {
    '/remote/net.safetensors': (response) =>
      response.setHeader('Content-Length', weights.length).end(weights),
    '/remote/config.json': (response) => response.end(metadata),
    '/bare/net.safetensors': (response) => response.end(weights),
    '/html/net.safetensors': (response) => response.setHeader('Content-Type', 'text/html').end(HTML),
    '/plain/net.safetensors': (response) => response.end(HTML),
    '/truncated/net.safetensors': (response) =>
      response.end(isFaulty ? weights.subarray(0, 300_000) : weights),
    '/interrupted/net.safetensors': (response) => {
      response.setHeader('Content-Length', weights.length + (isFaulty ? 1000 : 0));
      response.write(weights, () => (isFaulty ? response.destroy() : response.end()));
    },
    '/slow/net.safetensors': (response) => {
      response.setHeader('Content-Length', weights.length);
      if (isFaulty) response.write(weights.subarray(0, 100_000));
      else response.end(weights);
    },
  },
});

test.beforeEach(() => {
  isFaulty = true;
});

/** The URLs in Cache Storage. @param {import('@playwright/test').Page} page */
const keptPaths = (page) =>
  page.evaluate(async () => {
    const paths = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
    }
    return paths.sort();
  });

test('remote weights report progress, are verified and cached, and can be cleared', async ({
  page,
  site,
}) => {
  const load = () =>
    page.evaluate(
      async ({ photo, sha256 }) => {
        /** @type {import('../../pkg/index.js').LoadProgress[]} */
        const progress = [];
        const onProgress = (/** @type {import('../../pkg/index.js').LoadProgress} */ one) =>
          progress.push(one);
        const model = '/remote/net.safetensors';
        const net = await densenet.DenseNet.load({ model, engine: 'cpu', sha256, onProgress });
        const { predictions } = await net.classify(photo, { topK: 1 });
        net.dispose();
        return { label: predictions[0].label, progress };
      },
      { photo: CAT, sha256: sha256.toUpperCase() },
    );
  const asked = () => site.requests.filter((path) => path.startsWith('/remote/')).length;

  const first = await load();
  expect(asked()).toBe(2);
  expect(await keptPaths(page)).toEqual(['/remote/config.json', '/remote/net.safetensors']);
  for (const phase of ['code', 'weights', 'engine']) {
    const steps = first.progress.filter((one) => one.phase === phase);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps[0].loaded).toBe(0);
    expect(steps.at(-1)?.loaded).toBe(steps.at(-1)?.total);
    expect(steps.map(({ loaded }) => loaded)).toEqual(
      steps.map(({ loaded }) => loaded).sort((a, b) => a - b),
    );
  }
  expect(first.progress.findLast(({ phase }) => phase === 'weights')?.total).toBe(weights.length);

  const second = await load();
  expect(asked()).toBe(2);
  expect(second.label).toBe(first.label);

  await page.evaluate(() => densenet.DenseNet.clearCache());
  expect(await keptPaths(page)).toEqual([]);
  await load();
  expect(asked()).toBe(4);
});

test('cached weights work offline; with `cache: false` nothing is cached', async ({ page, site }) => {
  const load = (/** @type {boolean} */ cache) =>
    page.evaluate(
      (cache) =>
        failure(async () => {
          const model = '/bare/net.safetensors';
          const net = await densenet.DenseNet.load({ model, cache, engine: 'cpu' });
          if (net.labels[3] !== 'class 3') throw new Error('labels out of nowhere');
          net.dispose();
        }),
      cache,
    );
  expect(await load(false)).toBe(null);
  expect(await keptPaths(page)).toEqual([]);
  expect(await load(true)).toBe(null);
  expect(await keptPaths(page)).toEqual(['/bare/net.safetensors']);
  await page.route('**/bare/*', (route) => route.abort('internetdisconnected'));
  expect(await load(true)).toBe(null);
  expect(await load(false)).toMatchObject({ code: 'download-failed' });
  expect(site.requests).toContain('/bare/config.json');
});

test('weights can be bytes or files, with metadata or labels', async ({ page }) => {
  const seen = await page.evaluate(async (photo) => {
    const { DenseNet } = densenet;
    const buffer = await (await fetch('/remote/net.safetensors')).arrayBuffer();
    const padded = new Uint8Array(buffer.byteLength + 20);
    padded.set(new Uint8Array(buffer), 10);
    const metadata = await (await fetch('/remote/config.json')).text();
    /** @type {import('../../pkg/index.js').LoadOptions[]} */
    const options = [
      { weights: buffer },
      { weights: padded.subarray(10, -10), metadata },
      { weights: new File([buffer], 'net.safetensors'), metadata: JSON.parse(metadata) },
      { weights: buffer, metadata: new Blob([metadata]) },
      { weights: buffer, metadata: '/remote/config.json', labels: Array(10).fill('mine') },
      { weights: buffer, metadata: { architecture: 'mine' }, labels: Array(10).fill('mine') },
    ];
    const labels = [];
    for (const one of options) {
      const net = await DenseNet.load({ ...one, engine: 'cpu' });
      labels.push((await net.classify(photo, { topK: 1 })).predictions[0].label);
      net.dispose();
    }
    const { byteLength } = buffer;
    structuredClone(buffer, { transfer: [buffer] });
    return { labels, length: byteLength, gone: await failure(() => DenseNet.load({ weights: buffer })) };
  }, CAT);
  expect(seen.length).toBe(weights.length);
  expect(seen.gone).toMatchObject({ code: 'invalid-argument', isOurs: true });
  const [bare, ...others] = seen.labels;
  expect(bare).toMatch(/^class \d$/);
  const named = JSON.parse(metadata.toString()).label_names[Number(bare.slice(6))];
  expect(others).toEqual([named, named, named, 'mine', 'mine']);
});

/** @type {[string, import('../../pkg/index.js').LoadOptions, string, RegExp][]} */
const FAILURES = [
  ['a missing file', { model: '/missing/net.safetensors' }, 'download-failed', /404/],
  ['a web page', { model: '/html/net.safetensors' }, 'download-failed', /web page/],
  ['a web page in disguise', { model: '/plain/net.safetensors' }, 'download-failed', /web page/],
  ['another hash', { model: '/remote/net.safetensors', sha256: '0'.repeat(64) }, 'invalid-weights', /sha256/],
  ['an image for weights', { model: CAT }, 'invalid-weights', /an image/],
  ['a web page for metadata', { metadata: '/html/net.safetensors' }, 'download-failed', /web page/],
  ['no JSON for metadata', { metadata: '{' }, 'invalid-metadata', /config\.json/],
  ['metadata of other classes', { metadata: { num_classes: 3 } }, 'invalid-metadata', /num_classes/],
  ['too few labels', { metadata: {}, labels: ['one'] }, 'invalid-metadata', /10 classes/],
  ['an unknown model', { model: 'densenet9000' }, 'invalid-argument', /densenet40_k12_bc_cifar10/],
  ['an unknown engine', { engine: /** @type {any} */ ('gpu') }, 'invalid-argument', /auto, webgpu, cpu/],
  ['numbers for weights', { weights: /** @type {any} */ ([1, 2]) }, 'invalid-argument', /ArrayBuffer/],
  ['no options', /** @type {any} */ (null), 'invalid-argument', /object/],
  ['model and random', { model: 'a', random: /** @type {any} */ ({}) }, 'invalid-argument', /exclude/],
  [
    'half a configuration',
    { random: /** @type {any} */ ({ growth_rate: 3 }) },
    'invalid-config',
    /block_config/,
  ],
];

for (const [name, options, code, message] of FAILURES) {
  test(`${name}: ${code}`, async ({ page }) => {
    const error = await page.evaluate(
      (options) => failure(() => densenet.DenseNet.load(options && { engine: 'cpu', ...options })),
      /** @type {any} */ (options),
    );
    expect(error).toMatchObject({ code, isOurs: true, message: expect.stringMatching(message) });
    expect(error?.details.problem).toMatch(/^[a-z0-9-]+$/);
    expect(await keptPaths(page)).toEqual([]);
    await expect.poll(() => page.workers().length).toBe(0);
  });
}

for (const fault of ['truncated', 'interrupted', 'slow']) {
  test(`a ${fault} download leaves nothing behind and can be retried`, async ({ page }) => {
    const load = (/** @type {number} */ patience) =>
      page.evaluate(
        ({ fault, patience }) =>
          failure(async () => {
            const controller = new AbortController();
            if (patience) setTimeout(() => controller.abort(), patience);
            const { signal } = controller;
            const model = `/${fault}/net.safetensors`;
            (await densenet.DenseNet.load({ model, signal, engine: 'cpu', metadata: {} })).dispose();
          }),
        { fault, patience },
      );
    const wanted = {
      truncated: { code: 'invalid-weights', isOurs: true },
      interrupted: { code: 'download-failed', isOurs: true, message: expect.stringContaining('cut off') },
      slow: { name: 'AbortError', isOurs: false },
    };
    expect(await load(fault === 'slow' ? 300 : 0)).toMatchObject(wanted[/** @type {'slow'} */ (fault)]);
    expect(await keptPaths(page)).toEqual([]);
    await expect.poll(() => page.workers().length).toBe(0);
    isFaulty = false;
    expect(await load(0)).toBe(null);
    expect(await keptPaths(page)).toEqual([`/${fault}/net.safetensors`]);
  });
}

test('a load that is already aborted never starts, and one aborted later stops at once', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const reason = new Error('changed my mind');
    const early = await failure(() => densenet.DenseNet.load({ signal: AbortSignal.abort(reason) }));
    const controller = new AbortController();
    const start = performance.now();
    const loading = failure(() =>
      densenet.DenseNet.load({
        signal: controller.signal,
        onProgress: ({ phase }) => phase === 'weights' && controller.abort(reason),
      }),
    );
    const late = await loading;
    return { early, late, took: performance.now() - start };
  });
  expect(seen.early).toMatchObject({ message: 'changed my mind' });
  expect(seen.late).toMatchObject({ message: 'changed my mind' });
  await expect.poll(() => page.workers().length).toBe(0);
});
