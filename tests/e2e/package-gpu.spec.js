/* global densenet, failure */
// A GPU that goes away or computes garbage while a network runs: the caller still gets correct results.
import { readFileSync } from 'node:fs';
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const WORKER = '/pkg/worker.js';

/**
 * Injects faults into the worker's GPU, by messages on the channel `gpu`. A fault lasts until the message `none`.
 * `destroy` loses the device; after `gone`, no device is available.
 */
const FAULTS = `
  let fault = 'none';
  const devices = [];
  const replace = (type, method, make) => {
    const original = type.prototype[method];
    type.prototype[method] = make(original);
  };
  replace(GPUAdapter, 'requestDevice', (original) => async function (...args) {
    if (fault === 'gone') throw new DOMException('injected', 'OperationError');
    const device = await original.apply(this, args);
    devices.push(device);
    return device;
  });
  replace(GPUBuffer, 'getMappedRange', (original) => function (...args) {
    const range = original.apply(this, args);
    const bytes = new Uint8Array(range);
    if (fault === 'zeros') bytes.fill(0);
    if (fault === 'noise') crypto.getRandomValues(bytes.subarray(0, 65536));
    return range;
  });
  replace(GPUQueue, 'submit', (original) => function (...args) {
    if (fault !== 'ignored') original.apply(this, args);
  });
  new BroadcastChannel('gpu').onmessage = ({ data, target }) => {
    fault = data === 'destroy' ? 'none' : data;
    if (data === 'destroy' || data === 'gone') devices.at(-1).destroy();
    target.postMessage('done');
  };
`;

test.use({
  routes: {
    [WORKER]: (response) => {
      const source = readFileSync(new URL(`../..${WORKER}`, import.meta.url), 'utf8');
      response.setHeader('content-type', 'text/javascript').end(`${FAULTS}\n${source}`);
    },
  },
});

/** Loads a network on WebGPU, with the expected result for a photo and the maps of a layer. @param {import('@playwright/test').Page} page */
const load = (page) =>
  page.evaluate(async (photo) => {
    /** @type {string[]} */
    const changes = [];
    const net = await densenet.DenseNet.load({
      engine: 'webgpu',
      onEngineChange: ({ kind, reason }) => changes.push(`${kind}: ${reason.code}`),
    });
    const channel = new BroadcastChannel('gpu');
    const inject = (/** @type {string} */ fault) =>
      new Promise((resolve) => {
        channel.onmessage = resolve;
        channel.postMessage(fault);
      });
    const look = async () => {
      const { predictions } = await net.classify(photo, { topK: 10 });
      const maps = await net.featureMaps('features.denseblock2.denselayer3');
      const sorted = predictions.toSorted((a, b) => a.index - b.index);
      return [...sorted.map(({ probability }) => probability), ...maps.data.slice(0, 200)];
    };
    const expected = await look();
    const isRight = async () =>
      (await look()).every((value, index) => Math.abs(value - (expected[index] ?? NaN)) < 1e-3);
    Object.assign(window, { trial: { net, changes, inject, isRight } });
  }, CAT);

test('several devices lost in a row are replaced, and every call succeeds', async ({ page }) => {
  await load(page);
  const seen = await page.evaluate(async () => {
    const { net, changes, inject, isRight } = /** @type {any} */ (window).trial;
    const right = [];
    const start = performance.now();
    for (let loss = 0; loss < 10; loss++) {
      await inject('destroy');
      right.push(await isRight());
    }
    return { right, kind: net.engine.kind, changes, each: (performance.now() - start) / 10 };
  });
  expect(seen).toMatchObject({ right: Array(10).fill(true), kind: 'webgpu', changes: [] });
  test.info().annotations.push({ type: 'milliseconds per loss', description: String(seen.each) });
});

test('maps that were on a lost device are computed again', async ({ page }) => {
  await load(page);
  const seen = await page.evaluate(async (photo) => {
    const { net, inject } = /** @type {any} */ (window).trial;
    await net.classify(photo);
    const before = await net.featureMaps('features.transition1');
    await inject('destroy');
    const after = await net.featureMaps('features.transition1');
    return Math.max(
      ...before.data.map((/** @type {number} */ v, /** @type {number} */ i) => Math.abs(v - after.data[i])),
    );
  }, CAT);
  expect(seen).toBeLessThan(1e-3);
});

for (const fault of ['gone', 'zeros', 'noise', 'ignored']) {
  test(`after "${fault}", the CPU computes the correct result, and the caller is notified`, async ({
    page,
  }) => {
    await load(page);
    const seen = await page.evaluate(async (fault) => {
      const { net, changes, inject, isRight } = /** @type {any} */ (window).trial;
      await inject(fault);
      const right = [await isRight(), await isRight()];
      return { right, kind: net.engine.kind, message: net.engine.reason.message, changes };
    }, fault);
    expect(seen).toMatchObject({ right: [true, true], kind: 'cpu', changes: ['cpu: gpu-failed'] });
    expect(seen.message).toContain('WebGPU failed while the network ran');
  });
}

/** Calls that can notice that the GPU is gone, and their arguments. @type {Record<string, any[]>} */
const QUESTIONS = {
  featureMaps: ['features.transition1'],
  rerun: [],
  attribution: [3],
  gradients: [{ class: 3 }],
  measureReuse: [3],
};

for (const [name, args] of Object.entries(QUESTIONS)) {
  test(`${name}: cuts survive the loss of the GPU, the answer is right, and the caller is notified`, async ({
    page,
  }) => {
    await load(page);
    const seen = await page.evaluate(async ([photo, name, args]) => {
      const { net, changes, inject } = /** @type {any} */ (window).trial;
      const cuts = [{ layer: 'features.denseblock2.denselayer4', from: 'features.denseblock2.denselayer3' }];
      const probabilities = (/** @type {any} */ { predictions }) =>
        predictions.map((/** @type {any} */ { index, probability }) => ({ index, probability }));
      await net.cut(cuts);
      const before = probabilities(await net.classify(photo, { topK: 1 }))[0];
      await net.cut({ layer: 'features.transition2', channel: 0 });
      await net.restore({ layer: 'features.transition2', channel: 0 });
      await inject('gone');
      const during = [changes.length, net.engine.kind];
      await net[name](...args);
      const after = [...changes];
      const [again] = (await net.rerun({ topK: 1 })).map(probabilities)[0];
      const isRight = again.index === before.index && Math.abs(again.probability - before.probability) < 1e-3;
      return { during, after, isRight, cuts: net.cuts, kind: net.engine.kind };
    }, /** @type {[string, string, any[]]} */ ([CAT, name, args]));
    expect(seen).toMatchObject({
      during: [0, 'webgpu'],
      after: ['cpu: gpu-failed'],
      isRight: true,
      cuts: [{ layer: 'features.denseblock2.denselayer4' }],
      kind: 'cpu',
    });
  });
}

test('a GPU that computes garbage is rejected at load', async ({ page }) => {
  const error = await page.evaluate(async () => {
    // The first network only starts a worker to which faults can be sent; each has its own.
    const original = window.Worker;
    window.Worker = class extends original {
      /** @param {ConstructorParameters<typeof Worker>} args */
      constructor(...args) {
        super(...args);
        const channel = new BroadcastChannel('gpu');
        const timer = setInterval(() => channel.postMessage('zeros'), 1);
        channel.onmessage = () => clearInterval(timer);
      }
    };
    const seen = await failure(() => densenet.DenseNet.load({ engine: 'webgpu' }));
    window.Worker = original;
    return seen;
  });
  expect(error).toMatchObject({ code: 'gpu-error', isOurs: true });
  expect(['gpu-stale', 'gpu-wrong']).toContain(error?.details.problem);
});
