/* global densenet, failure, net */
// Nothing waits forever, and one bad image doesn't have to fail the whole batch.
import { readFileSync } from 'node:fs';
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const photo = readFileSync(new URL('../../www/samples/cat-1.jpg', import.meta.url));
const DELAY = 300;

/** @param {import('node:http').ServerResponse} response */
const slowly = (response) => void setTimeout(() => response.end(photo), DELAY);

test.use({
  routes: {
    '/never': () => {},
    '/stalls': (response) => {
      response.setHeader('Content-Length', 1000);
      response.write('0123456789');
    },
    ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`/slow/${index}.jpg`, slowly])),
  },
});

for (const path of ['/never', '/stalls']) {
  test(`weights, metadata and images time out at ${path}`, async ({ page }) => {
    const seen = await page.evaluate(
      async ({ path, photo }) => {
        const { DenseNet } = densenet;
        const timeout = 2500;
        const net = await DenseNet.load({ engine: 'cpu', timeout });
        const failures = Promise.all([
          failure(() =>
            DenseNet.load({ model: `${path}?.safetensors`, metadata: {}, engine: 'cpu', timeout }),
          ),
          failure(() => DenseNet.load({ metadata: new URL(path, location.href), engine: 'cpu', timeout })),
          failure(() => net.classify(path)),
        ]);
        const next = await net.classify(photo);
        return { failures: await failures, label: next.predictions[0].label };
      },
      { path, photo: CAT },
    );
    for (const [index, what] of ['weights', 'metadata', 'image'].entries()) {
      const details = { problem: 'stalled', what, timeout: 2500 };
      expect(seen.failures[index]).toMatchObject({ code: 'download-failed', isOurs: true, details });
    }
    expect(seen.label).toBe('cat');
  });
}

const keep = (/** @type {import('@playwright/test').Page} */ page, timeout = 30_000) =>
  page.evaluate(async (timeout) => {
    Object.assign(globalThis, { net: await densenet.DenseNet.load({ engine: 'cpu', timeout, workers: 1 }) });
  }, timeout);

test('an <img> that never loads does not block other calls, and times out', async ({ page }) => {
  await keep(page, 3000);
  const seen = await page.evaluate(async (photo) => {
    const lazy = Object.assign(new Image(), { loading: 'lazy', src: '/never' });
    document.body.append(Object.assign(document.createElement('div'), { style: 'height: 99999px' }), lazy);
    const start = performance.now();
    const failed = failure(() => net.classify(lazy)).then((error) => ({
      error,
      at: performance.now() - start,
    }));
    const early = failure(() => net.featureMaps('features.conv0'));
    await net.classify(photo);
    const next = performance.now() - start;
    return { next, ...(await failed), early: await early };
  }, CAT);
  expect(seen.error).toMatchObject({
    code: 'invalid-image',
    details: { problem: 'unreadable-image-element' },
  });
  expect(seen.at).toBeGreaterThan(2900);
  expect(seen.next).toBeLessThan(seen.at);
  expect(seen.early).toMatchObject({ isOurs: true });
});

test('calls wait for an <img> that is still loading', async ({ page }) => {
  await keep(page);
  const seen = await page.evaluate(async () => {
    const image = Object.assign(new Image(), { src: '/slow/0.jpg' });
    const classified = net.classify(image);
    const { images } = await net.featureMaps('features.conv0');
    return { images, label: (await classified).predictions[0].label };
  });
  expect(seen).toEqual({ images: 1, label: 'cat' });
});

test('the URLs of a batch are fetched in parallel', async ({ page }) => {
  await keep(page);
  const seen = await page.evaluate(async () => {
    const start = performance.now();
    const urls = Array.from({ length: 20 }, (_, index) => `/slow/${index}.jpg`);
    const results = await net.classify(urls, { topK: 1 });
    return {
      took: performance.now() - start,
      labels: results.map(({ predictions }) => predictions[0].label),
    };
  });
  expect(seen.labels).toEqual(Array(20).fill('cat'));
  expect(seen.took).toBeLessThan(10 * DELAY);
});

for (const workers of [1, 2]) {
  test(`with ${workers} workers, unreadable images can be skipped`, async ({ page }) => {
    const seen = await page.evaluate(
      async ({ photo, workers }) => {
        const net = await densenet.DenseNet.load({ engine: 'cpu', workers });
        await net.classify([photo, photo]);
        while (net.stats.workers < workers) await new Promise((resolve) => setTimeout(resolve, 10));
        const broken = new Blob(['broken']);
        const nothing = /** @type {any} */ (null);
        const onError = /** @type {const} */ ('skip');
        const outcome = async (/** @type {any[]} */ images) =>
          (await net.classify(images, { onError })).map((one) =>
            'error' in one
              ? {
                  ...one.error.details,
                  code: one.error.code,
                  isOurs: one.error instanceof densenet.DenseNetError,
                }
              : one.predictions[0].label,
          );
        const results = await outcome([broken, photo, '/missing.jpg', nothing, photo, broken]);
        const { images } = await net.featureMaps('features.conv0');
        const map = await net.classActivationMap(3, { image: 4 });
        const skipped = await failure(() => net.classActivationMap(3, { image: 2 }));
        const { runs } = net.stats;
        const none = await outcome([broken, nothing]);
        return {
          results,
          images,
          map: map.data.length,
          skipped,
          none,
          noMaps: await failure(() => net.featureMaps('features.conv0')),
          runs: net.stats.runs - runs,
          sunk: await failure(() => net.classify([photo, broken])),
          wrong: await failure(() => net.classify([photo], { onError: /** @type {any} */ ('ignore') })),
          label: (await net.classify(photo)).predictions[0].label,
        };
      },
      { photo: CAT, workers },
    );
    const [image, url, argument] = ['invalid-image', 'download-failed', 'invalid-argument'].map(
      (code, index) => ({
        code,
        isOurs: true,
        image: [0, 2, 3][index],
        count: 6,
      }),
    );
    expect(seen.results).toMatchObject([image, 'cat', url, argument, 'cat', { ...image, image: 5 }]);
    expect(seen).toMatchObject({ images: 2, map: 64, runs: 0, label: 'cat' });
    expect(seen.skipped).toMatchObject({ details: { problem: 'image-not-in-last-call', image: 2 } });
    expect(seen.none).toMatchObject([{ code: 'invalid-image' }, { code: 'invalid-argument' }]);
    expect(seen.noMaps).toMatchObject({ code: 'nothing-run' });
    expect(seen.sunk).toMatchObject({ code: 'invalid-image', details: { image: 1, count: 2 } });
    expect(seen.wrong).toMatchObject({ code: 'invalid-argument', details: { found: '"ignore"' } });
  });
}
