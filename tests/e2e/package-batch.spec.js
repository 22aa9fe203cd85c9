/* global densenet, failure, net */
// Batches on the CPU engine, split across several workers.
import { expect, test } from './package-fixture.js';

const PHOTOS = ['airplane-1', 'cat-1', 'deer-1', 'ship-1', 'truck-1'].map(
  (name) => `/www/samples/${name}.jpg`,
);
const NO_PHOTO = '/package.json';

/** Loads a network and waits until all of its workers have started. @param {import('@playwright/test').Page} page @param {number} workers */
async function load(page, workers) {
  await page.evaluate(
    async ({ workers, photos }) => {
      const net = await densenet.DenseNet.load({ engine: 'cpu', workers });
      Object.assign(window, { net });
      await net.classify(photos);
    },
    { workers, photos: PHOTOS },
  );
  await expect.poll(() => page.evaluate(() => net.stats.workers)).toBe(workers);
}

for (const workers of [1, 2, 3, 8]) {
  test(`${workers} workers give the same results as one`, async ({ page }) => {
    await load(page, workers);
    expect(page.workers().length).toBe(workers);
    const seen = await page.evaluate(async (photos) => {
      const layer = 'features.denseblock2.denselayer3';
      const together = net.classify(photos, { topK: 10 });
      // Requested before the results have arrived.
      const maps = net.featureMaps(layer);
      const evidence = photos.map((_, image) => net.classActivationMap(3, { image }));
      const singly = [];
      const batch = { results: await together, maps: await maps, evidence: await Promise.all(evidence) };
      const outside = await failure(() => net.classActivationMap(3, { image: photos.length }));
      for (const photo of photos) {
        const result = await net.classify(photo, { topK: 10 });
        const { data, images } = await net.featureMaps(layer);
        singly.push({ result, data, images, evidence: await net.classActivationMap(3) });
      }
      const length = singly[0].data.length;
      /** @param {Float32Array} a @param {Float32Array} b */
      const isSame = (a, b) => a.length === b.length && a.every((number, i) => number === b[i]);
      return {
        images: [batch.maps.images, singly[0].images],
        predictions: singly.map((one, i) => [batch.results[i].predictions, one.result.predictions]),
        isSameMaps: singly.map((one, i) =>
          isSame(one.data, batch.maps.data.subarray(i * length, (i + 1) * length)),
        ),
        isSameEvidence: singly.map((one, i) => isSame(one.evidence.data, batch.evidence[i].data)),
        run: batch.results[0].timings.run,
        outside,
      };
    }, PHOTOS);
    expect(seen.images).toEqual([PHOTOS.length, 1]);
    for (const [together, singly] of seen.predictions) expect(together).toEqual(singly);
    expect(seen.isSameMaps).toEqual(PHOTOS.map(() => true));
    expect(seen.isSameEvidence).toEqual(PHOTOS.map(() => true));
    expect(seen.run).toBeGreaterThan(0);
    expect(seen.outside).toMatchObject({ code: 'invalid-input', isOurs: true });
  });
}

test('a random network is the same in all workers', async ({ page }) => {
  const seen = await page.evaluate(async (photos) => {
    /** @type {import('../../pkg/index.js').DenseNetConfig} */
    const config = {
      growth_rate: 5,
      block_config: [2, 3],
      num_init_features: 9,
      bn_size: null,
      compression_rate: 0.7,
      num_classes: 3,
      stem: 'cifar',
    };
    const labels = ['x', 'y', 'z'];
    const net = await densenet.DenseNet.load({ random: config, engine: 'cpu', workers: 2, labels });
    const before = await net.classify(photos);
    while (net.stats.workers < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    return [before, await net.classify(photos)].map((results) =>
      results.map(({ predictions }) => predictions),
    );
  }, PHOTOS);
  expect(seen[1]).toEqual(seen[0]);
});

test('the error names a bad image in any worker’s part, and the network stays usable', async ({ page }) => {
  await load(page, 2);
  for (const bad of [0, 4]) {
    const seen = await page.evaluate(
      async (photos) => {
        const error = await failure(() => net.classify(photos));
        const maps = await failure(() => net.featureMaps('features.conv0'));
        const { predictions } = await net.classify(photos[2]);
        return {
          error,
          maps,
          label: predictions[0].label,
          images: (await net.featureMaps('features.conv0')).images,
        };
      },
      PHOTOS.with(bad, NO_PHOTO),
    );
    expect(seen.error).toMatchObject({ code: 'invalid-image', isOurs: true });
    expect(seen.error?.details).toMatchObject({ image: bad, count: 5 });
    expect(seen.error?.message).toContain(`image ${bad + 1} of 5`);
    // The first worker still has all earlier maps, unless it ran its part.
    if (bad === 0) expect(seen.maps).toBeNull();
    else expect(seen.maps).toMatchObject({ code: 'nothing-run' });
    expect(seen).toMatchObject({ label: 'deer', images: 1 });
  }
});

for (const workers of [1, 2]) {
  test(`a call that fails before its pass keeps the maps of ${workers} workers`, async ({ page }) => {
    await load(page, workers);
    const images = await page.evaluate(
      async ({ photos, bad }) => {
        await net.classify(photos);
        const errors = [await failure(() => net.classify(bad)), await failure(() => net.embed(bad))];
        const { images } = await net.featureMaps('features.conv0');
        await net.classActivationMap(3, { image: 4 });
        return errors.every((error) => error?.code === 'invalid-image') && images;
      },
      { photos: PHOTOS, bad: NO_PHOTO },
    );
    expect(images).toBe(PHOTOS.length);
  });

  test(`after several passes by ${workers} workers, no image gets another image's maps`, async ({ page }) => {
    await load(page, workers);
    const seen = await page.evaluate(async (photos) => {
      const many = Array.from({ length: 140 }, (_, index) => photos[index % photos.length]);
      const results = await net.classify(many, { topK: 1 });
      const sum = async (/** @type {number} */ image) =>
        (await net.classActivationMap(3, { image })).data.reduce((a, b) => a + b, 0);
      const last = await sum(139);
      const gone = [await failure(() => sum(0)), await failure(() => sum(140))];
      const maps = await failure(async () => {
        const { images } = await net.featureMaps('features.conv0');
        if (images !== 12) throw new Error(`maps of ${images} images`);
      });
      await net.classify(many[139]);
      return { count: results.length, last, alone: await sum(0), gone, maps };
    }, PHOTOS);
    expect(seen.count).toBe(140);
    expect(seen.last).toBe(seen.alone);
    const code = 'invalid-input';
    expect(seen.gone[0]).toMatchObject({ code, details: { problem: 'maps-overwritten' } });
    expect(seen.gone[1]).toMatchObject({ code, message: 'the last call had no image 140' });
    // A single worker has the maps of its last pass.
    if (workers === 1) expect(seen.maps).toBeNull();
    else expect(seen.maps).toMatchObject({ code, details: { problem: 'maps-overwritten' } });
  });
}

/** What a trap in the WebAssembly looks like. @param {import('@playwright/test').Worker} worker */
const crash = (worker) => worker.evaluate(() => void Promise.reject(new Error('crashed on purpose')));

test('after a worker of the pool crashes, the others take over', async ({ page }) => {
  await load(page, 2);
  await crash(page.workers()[1]);
  await expect.poll(() => page.evaluate(() => net.stats.workers)).toBe(1);
  expect(await page.evaluate(async (photos) => (await net.classify(photos)).length, PHOTOS)).toBe(
    PHOTOS.length,
  );
});

test('all workers end when the first one crashes', async ({ page }) => {
  await load(page, 3);
  await crash(page.workers()[0]);
  await expect.poll(() => page.workers().length).toBe(0);
  // The next call starts another worker.
  const count = await page.evaluate(async (photos) => (await net.classify(photos)).length, PHOTOS);
  expect(count).toBe(PHOTOS.length);
});

test('a split batch can be aborted, and `dispose` ends all workers', async ({ page }) => {
  await load(page, 3);
  const seen = await page.evaluate(async (photos) => {
    const controller = new AbortController();
    const classified = failure(() => net.classify(photos, { signal: controller.signal }));
    controller.abort();
    const aborted = await classified;
    const again = await net.classify(photos);
    net.dispose();
    return { aborted, again: again.length, disposed: await failure(() => net.classify(photos)) };
  }, PHOTOS);
  expect(seen.aborted).toMatchObject({ name: 'AbortError' });
  expect(seen.again).toBe(PHOTOS.length);
  expect(seen.disposed).toMatchObject({ code: 'disposed' });
  await expect.poll(() => page.workers().length).toBe(0);
});

test('disposing a network while its workers start leaves no worker behind', async ({ page }) => {
  await page.evaluate(async (photos) => {
    const net = await densenet.DenseNet.load({ engine: 'cpu', workers: 4 });
    const classified = net.classify(photos);
    net.dispose();
    await failure(() => classified);
  }, PHOTOS);
  await expect.poll(() => page.workers().length).toBe(0);
});

test('other engines use one worker, and `workers` is validated', async ({ page }) => {
  const seen = await page.evaluate(async (photos) => {
    const net = await densenet.DenseNet.load({ engine: 'burn', workers: 3 });
    await net.classify(photos);
    return {
      workers: net.stats.workers,
      wrong: await Promise.all(
        [0, 1.5, 65, '2', null].map((workers) =>
          failure(() => densenet.DenseNet.load(/** @type {any} */ ({ workers }))),
        ),
      ),
    };
  }, PHOTOS);
  expect(seen.workers).toBe(1);
  for (const error of seen.wrong) expect(error).toMatchObject({ code: 'invalid-argument', isOurs: true });
  expect(page.workers().length).toBe(1);
});
