/* global densenet, net */
// Threads for the CPU engine.
import { expect, open, serveRepository, test } from './package-fixture.js';

const LAYER = 'features.denseblock2.denselayer3';

/** What a network with so many threads computes. @param {import('@playwright/test').Page} page @param {number} threads */
const results = (page, threads) =>
  page.evaluate(
    async ({ threads, layer }) => {
      const photos = ['cat-1', 'ship-1', 'deer-1'].map((name) => `/www/samples/${name}.jpg`);
      const net = await densenet.DenseNet.load({ engine: 'cpu', threads });
      Object.assign(window, { net });
      const sum = (/** @type {Float32Array} */ data) => data.reduce((sum, value) => sum + value, 0);
      const probabilities = (/** @type {any} */ { predictions }) =>
        predictions.map((/** @type {any} */ one) => one.probability);
      const one = probabilities(await net.classify(photos[0], { timeLayers: true }));
      const times = net.stats.layerTimes?.length;
      const maps = Array.from((await net.featureMaps(layer)).data);
      await net.gradients({ class: 3 });
      const gradients = sum((await net.gradientMaps(layer)).data);
      await net.cut({ layer });
      const cut = probabilities((await net.rerun())[0]);
      await net.restore();
      const batch = (await net.classify(photos)).map(probabilities);
      const { adapter } = net.engine;
      const seen = { adapter, threads: net.stats.threads, workers: net.stats.workers };
      return { seen, computed: { one, times, maps, gradients, cut, batch } };
    },
    { threads, layer: LAYER },
  );

test('where the page is isolated, threads compute exactly what one does', async ({ page }) => {
  const site = await serveRepository({ isolated: true });
  try {
    await open(page, site);
    const alone = await results(page, 1);
    expect(alone.seen).toEqual({ adapter: 'WebAssembly, one thread', threads: 1, workers: 1 });
    const wasm = '/pkg/wasm/kernels/shared_relaxed.wasm';
    expect(site.requests).not.toContain(wasm);
    for (const threads of [2, 3]) {
      const shared = await results(page, threads);
      const adapter = `WebAssembly, ${threads} threads`;
      expect(shared.seen).toEqual({ adapter, threads, workers: 1 });
      expect(shared.computed).toEqual(alone.computed);
    }
    expect(site.requests).toContain(wasm);
    await page.evaluate(() => net.dispose());
  } finally {
    site.close();
  }
});

test('elsewhere there is one thread, whatever is asked for', async ({ page, site }) => {
  const { seen } = await results(page, 4);
  expect(seen).toMatchObject({ adapter: 'WebAssembly, one thread', threads: 1 });
  expect(site.requests.filter((path) => path.includes('thread'))).not.toContain('/pkg/thread.js');
});

test('threads that can not start leave one thread with the same kernels', async ({ page }) => {
  const site = await serveRepository({
    isolated: true,
    routes: { '/pkg/thread.js': (response) => response.writeHead(404).end() },
  });
  try {
    await open(page, site);
    const { seen } = await results(page, 2);
    expect(seen).toMatchObject({ adapter: 'WebAssembly, one thread', threads: 1 });
    expect(site.requests).toContain('/pkg/wasm/kernels/relaxed.wasm');
  } finally {
    site.close();
  }
});

/** Bytes of `Control` and `Job` in `threads/`, divided by 4. */
const WORDS = { joined: 2, job: 3, end: 5, progress: 2 };

/** A thread that is killed while it does something. @param {string} something */
const killed = (something) => `
  self.onmessage = ({ data: { memory, control } }) => {
    self.postMessage(null);
    const words = new Int32Array(memory.buffer, control);
    Atomics.wait(words, 0, 0);
    Atomics.add(words, ${WORDS.joined}, 1);
    ${something}
  };`;

const IN_A_UNIT = `
  const all = new Int32Array(memory.buffer);
  const progress = all[words[${WORDS.job}] / 4 + ${WORDS.progress}];
  Atomics.add(all, progress / 4 + 2 * (words[${WORDS.end}] - 1), 1);`;

for (const [when, thread] of [
  ['in a pass', killed('')],
  ['in the middle of a task', killed(IN_A_UNIT)],
]) {
  test(`a thread that is killed ${when} is done without`, async ({ page }) => {
    const routes = {
      '/pkg/thread.js': (/** @type {import('node:http').ServerResponse} */ response) =>
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(thread),
    };
    const site = await serveRepository({ isolated: true, routes });
    try {
      await open(page, site);
      const alone = await results(page, 1);
      const start = performance.now();
      const { computed } = await results(page, 2);
      expect(computed).toEqual(alone.computed);
      // Once, it was waited for.
      const seconds = (performance.now() - start) / 1000;
      expect(seconds).toBeGreaterThan(5);
      expect(seconds).toBeLessThan(30);
    } finally {
      site.close();
    }
  });
}
