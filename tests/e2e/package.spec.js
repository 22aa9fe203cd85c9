/* global densenet, failure */
// The package's documented behaviour without faults, on both engines.
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const PHOTOS = [CAT, '/www/samples/truck-1.jpg', '/www/samples/ship-1.jpg', '/www/samples/airplane-1.jpg'];

/** @type {('webgpu' | 'cpu')[]} */
const ENGINES = ['webgpu', 'cpu'];

test('importing has no side effects, a network has one worker, and disposing ends it', async ({ page }) => {
  expect(page.workers()).toHaveLength(0);
  await page.evaluate(async () => {
    const before = Object.keys(globalThis);
    const net = await densenet.DenseNet.load({ engine: 'cpu' });
    Object.assign(globalThis, { net, added: Object.keys(globalThis).filter((key) => !before.includes(key)) });
  });
  expect(page.workers()).toHaveLength(1);
  expect(await page.evaluate('added')).toEqual([]);
  await page.evaluate('net[Symbol.dispose]()');
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await page.evaluate(() => failure(() => Reflect.construct(densenet.DenseNet, [])))).toMatchObject({
    code: 'invalid-argument',
  });
});

for (const engine of ENGINES) {
  test(`a photo is classified on ${engine}, with timings and statistics`, async ({ page }) => {
    const seen = await page.evaluate(
      async ({ engine, photo }) => {
        const net = await densenet.DenseNet.load({ engine });
        const before = net.stats;
        const { predictions, timings } = await net.classify(photo);
        const once = net.stats;
        await net.classify(photo);
        const { architecture, preprocessing, labels, stats: twice } = net;
        const { kind, adapter, reason } = net.engine;
        const modelNames = densenet.DenseNet.models;
        return {
          predictions,
          timings,
          before,
          once,
          twice,
          architecture,
          preprocessing,
          labels,
          kind,
          adapter,
          reason,
          modelNames,
        };
      },
      { engine, photo: '/www/samples/truck-1.jpg' },
    );
    expect(seen.modelNames[0]).toBe('densenet40_k12_bc_cifar10');
    expect(seen.kind).toBe(engine);
    expect(seen.adapter).toBeTruthy();
    expect(seen.reason).toMatchObject({ code: 'asked', message: expect.any(String) });
    expect(seen.architecture).toBe('densenet_bc_40_12');
    expect(seen.preprocessing).toMatchObject({
      inputSize: [32, 32],
      cropPct: 1,
      interpolation: 'bilinear',
    });
    expect(seen.labels).toHaveLength(10);
    expect(seen.predictions).toHaveLength(5);
    const probabilities = seen.predictions.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    for (const { index, label } of seen.predictions) expect(label).toBe(seen.labels[index]);
    for (const time of Object.values(seen.timings)) expect(time).toBeGreaterThanOrEqual(0);
    expect(seen.before).toMatchObject({ runs: 0, firstRun: null, medianRun: null });
    expect(seen.before.load).toBeGreaterThan(0);
    expect(seen.once).toMatchObject({ runs: 1, firstRun: seen.timings.run, medianRun: null });
    expect(seen.twice.runs).toBe(2);
    expect(seen.twice.medianRun).toBeGreaterThan(0);
    expect(seen.twice.weightBytes).toBeGreaterThan(4 * 176_122 - 100_000);
    expect(seen.twice.submits).toBe(engine === 'webgpu' ? 1 : null);
    expect(typeof seen.twice.compile).toBe(engine === 'webgpu' ? 'number' : 'object');
    expect(typeof seen.twice.dispatches).toBe(engine === 'webgpu' ? 'number' : 'object');
  });

  test(`every layer's maps on ${engine} have the plan's shape`, async ({ page }) => {
    const { plan, maps } = await page.evaluate(
      async ({ engine, photos }) => {
        const net = await densenet.DenseNet.load({ engine });
        await net.classify(photos);
        const maps = [];
        for (const { name } of net.plan.layers) {
          const { data, ...shape } = await net.featureMaps(name);
          maps.push({ ...shape, length: data.length, isFinite: data.every(Number.isFinite) });
        }
        return { plan: net.plan, maps };
      },
      { engine, photos: PHOTOS.slice(0, 2) },
    );
    expect(plan.parameters).toBe(176_122);
    expect(plan.depth).toBe(40);
    expect(maps).toEqual(
      plan.layers.map(({ name, outChannels: channels, height, width }) => {
        const length = 2 * channels * height * width;
        return { layer: name, images: 2, channels, height, width, length, isFinite: true };
      }),
    );
  });

  test(`activation maps on ${engine} average to the logits`, async ({ page }) => {
    const { differences, shape } = await page.evaluate(
      async ({ engine, photos }) => {
        const net = await densenet.DenseNet.load({ engine });
        const results = await net.classify(photos, { topK: 10 });
        const odds = [];
        /** @type {import('../../pkg/index.js').ActivationMap[]} */
        const maps = [];
        for (const [image, { predictions }] of results.entries()) {
          const logProbability = (/** @type {number} */ index) =>
            Math.log(predictions.find((one) => one.index === index)?.probability ?? NaN);
          const mean = async (/** @type {number} */ index) => {
            const map = await net.classActivationMap(index, { image });
            maps.push(map);
            return map.data.reduce((sum, value) => sum + value, 0) / map.data.length;
          };
          odds.push([logProbability(3) - logProbability(8), (await mean(3)) - (await mean(8))]);
        }
        // A logit is the mean plus the class's bias, which is the same for both images.
        const [a, b] = odds;
        const { height, width, data } = maps[0];
        return { differences: [a[0] - b[0], a[1] - b[1]], shape: { height, width, length: data.length } };
      },
      { engine, photos: PHOTOS.slice(0, 2) },
    );
    expect(shape).toEqual({ height: 8, width: 8, length: 64 });
    expect(Math.abs(differences[0])).toBeGreaterThan(0.1);
    expect(differences[1]).toBeCloseTo(differences[0], 3);
  });
}

test('the engines agree on real photos, one at a time and in a batch', async ({ page }) => {
  const results = await page.evaluate(
    async ({ engines, photos }) => {
      const results = [];
      for (const engine of engines) {
        const net = await densenet.DenseNet.load({ engine });
        results.push(await net.classify(photos, { topK: 10 }));
        const singly = [];
        for (const photo of photos) singly.push(await net.classify(photo, { topK: 10 }));
        results.push(singly);
        net.dispose();
      }
      return results;
    },
    { engines: ENGINES, photos: PHOTOS },
  );
  for (const result of results) {
    result.forEach(({ predictions }, photo) => {
      const wanted = results[0][photo].predictions;
      expect(predictions[0].label).toBe(wanted[0].label);
      for (const { index, probability } of predictions) {
        const same = wanted.find((one) => one.index === index);
        expect(Math.abs(probability - (same?.probability ?? NaN))).toBeLessThan(1e-3);
      }
    });
  }
});

test('`auto` does not use a software adapter, and says so', async ({ page }) => {
  const engine = await page.evaluate(async () => (await densenet.DenseNet.load()).engine);
  expect(engine).toMatchObject({
    kind: 'cpu',
    reason: { code: 'software', message: expect.stringContaining('software'), adapter: expect.any(String) },
  });
});

test('an embedding is the average of the last maps', async ({ page }) => {
  const seen = await page.evaluate(async (photo) => {
    const net = await densenet.DenseNet.load({ engine: 'cpu' });
    const embedding = await net.embed(photo);
    const last = net.plan.layers.findLast(({ kind }) => kind === 'final-norm');
    const maps = await net.featureMaps(last?.name ?? '');
    const pixels = maps.height * maps.width;
    const means = Array.from(embedding, (_, channel) => {
      const map = maps.data.subarray(channel * pixels, (channel + 1) * pixels);
      return map.reduce((sum, value) => sum + value, 0) / pixels;
    });
    const worst = Math.max(...means.map((mean, channel) => Math.abs(mean - embedding[channel])));
    return { length: embedding.length, channels: net.plan.layers.at(-1)?.inChannels, worst };
  }, CAT);
  expect(seen.length).toBe(132);
  expect(seen.channels).toBe(132);
  expect(seen.worst).toBeLessThan(1e-5);
});

test('feature reuse has a row for each reader of a block', async ({ page }) => {
  const blocks = await page.evaluate(async () =>
    (await densenet.DenseNet.load({ engine: 'cpu' })).featureReuse(),
  );
  expect(blocks.map(({ block }) => block)).toEqual([1, 2, 3]);
  for (const { sources, targets, values } of blocks) {
    expect([sources.length, targets.length]).toEqual([7, 7]);
    expect(sources[0]).toBe('input');
    values.forEach((row, target) => {
      row.forEach((value, source) => expect(value === null).toBe(source > target));
    });
  }
});
