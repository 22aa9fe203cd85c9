/* global densenet, failure, net */
// The page never freezes, downloads are shared, and crashed or unused workers are replaced or freed.
import { readFileSync } from 'node:fs';
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const MODELS = new URL('../../pkg/models/', import.meta.url);
const weights = readFileSync(new URL('densenet40_k12_bc_cifar10.safetensors', MODELS));

test.use({
  routes: {
    '/net/net.safetensors': (response) => void setTimeout(() => response.end(weights), 200),
  },
});

/** What a trap in the WebAssembly looks like. @param {import('@playwright/test').Worker} worker */
const crash = (worker) => worker.evaluate(() => void Promise.reject(new Error('crashed on purpose')));

test('copying 64 large canvases does not block the page', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const net = await densenet.DenseNet.load({ engine: 'cpu', workers: 1 });
    const canvases = Array.from({ length: 64 }, (_, index) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.fillStyle = `hsl(${index * 5} 80% 50%)`;
      context.fillRect(0, 0, 1280, 720);
      return canvas;
    });
    const start = performance.now();
    const classified = net.classify(canvases);
    const blocked = performance.now() - start;
    // The page owns the canvases again.
    for (const canvas of canvases) canvas.getContext('2d')?.fillRect(0, 0, 1280, 720);
    const results = await classified;
    const first = results.map(({ predictions }) => predictions[0].probability);
    return { blocked, different: new Set(first).size };
  });
  expect(seen.blocked).toBeLessThan(500);
  expect(seen.different).toBeGreaterThan(30);
});

for (const [name, options] of /** @type {[string, { model?: string, cache?: boolean }][]} */ ([
  ['the bundled network', {}],
  ['a remote network', { model: '/net/net.safetensors' }],
  ['a remote network that is not kept', { model: '/net/net.safetensors', cache: false }],
])) {
  test(`three simultaneous loads of ${name} share one download`, async ({ page, site }) => {
    const labels = await page.evaluate(
      async ({ options, photo }) => {
        const loads = [1, 2, 3].map(() => densenet.DenseNet.load({ engine: 'cpu', ...options }));
        const nets = await Promise.all(loads);
        return Promise.all(nets.map(async (net) => (await net.classify(photo)).predictions[0].label));
      },
      { options, photo: CAT },
    );
    expect(new Set(labels).size).toBe(1);
    expect(site.requests.filter((path) => path.endsWith('.safetensors'))).toHaveLength(1);
  });
}

test('aborting one load does not abort the shared download', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const controller = new AbortController();
    const load = (/** @type {AbortSignal | null} */ signal) =>
      densenet.DenseNet.load({ model: '/net/net.safetensors', engine: 'cpu', signal });
    const loads = [load(controller.signal), load(null), load(controller.signal), load(null)];
    const outcomes = Promise.allSettled(loads);
    setTimeout(() => controller.abort(new Error('enough')), 50);
    return (await outcomes).map(({ status }) => status);
  });
  expect(seen).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
});

for (const source of ['the bundled network', 'bytes', 'a random network']) {
  test(`after a crash, the next call reloads ${source}`, async ({ page }) => {
    const classify = () =>
      page.evaluate(async (photo) => (await net.classify(photo, { topK: 10 })).predictions, CAT);
    await page.evaluate(async (source) => {
      const bytes = await (await fetch('/net/net.safetensors')).arrayBuffer();
      const [weights, random] = [new Uint8Array(bytes), 'densenet_bc_40_12'];
      const options = { 'the bundled network': {}, bytes: { weights }, 'a random network': { random } };
      const given = options[/** @type {keyof typeof options} */ (source)];
      Object.assign(globalThis, { net: await densenet.DenseNet.load({ engine: 'cpu', ...given }) });
      // The package has copied them.
      weights.fill(0);
    }, source);
    const before = await classify();
    const hit = page.evaluate(async (photo) => {
      const batch = Array(200).fill(photo);
      return failure(() => net.classify(batch));
    }, CAT);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await crash(page.workers()[0]);
    expect(await hit).toMatchObject({ code: 'internal', isOurs: true });
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await classify()).toEqual(before);
    await crash(page.workers()[0]);
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await classify()).toEqual(before);
    await page.evaluate(() => net.dispose());
    await expect.poll(() => page.workers().length).toBe(0);
    expect(await page.evaluate(() => failure(() => net.featureReuse()))).toMatchObject({ code: 'disposed' });
  });
}

test('after a crash, the cuts are still there', async ({ page }) => {
  const look = () =>
    page.evaluate(async (photo) => {
      const { predictions } = await net.classify(photo, { topK: 10 });
      return { predictions, cuts: net.cuts };
    }, CAT);
  const whole = await page.evaluate(async (photo) => {
    const loaded = await densenet.DenseNet.load({ engine: 'cpu', cuts: [{ layer: 'features.transition1' }] });
    Object.assign(globalThis, { net: loaded });
    await loaded.restore();
    const { predictions } = await loaded.classify(photo, { topK: 10 });
    await loaded.cut({ layer: 'features.denseblock2.denselayer3' });
    return predictions;
  }, CAT);
  const before = await look();
  expect(before.cuts).toEqual([{ layer: 'features.denseblock2.denselayer3' }]);
  expect(before.predictions).not.toEqual(whole);
  await crash(page.workers()[0]);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await look()).toEqual(before);
  await page.evaluate(() => net.restore());
  expect(await look()).toEqual({ predictions: whole, cuts: [] });
});

test('the workers of garbage-collected networks end', async ({ page }) => {
  await page.evaluate(async (photo) => {
    for (let i = 0; i < 3; i++) await (await densenet.DenseNet.load({ engine: 'cpu' })).classify(photo);
  }, CAT);
  await expect
    .poll(async () => {
      await page.requestGC();
      return page.workers().length;
    })
    .toBe(0);
});
