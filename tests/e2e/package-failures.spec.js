/* global densenet, failure, net */
// Aborting, disposing, crashing, and environments in which the package can't work.
import { readFileSync } from 'node:fs';
import { expect, open, serveRepository, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const BINDINGS = '/pkg/wasm/densenet_web.js';

/** The bindings, with code added to the start of a method of Network. @param {string} method @param {string} body */
function sabotage(method, body) {
  const source = readFileSync(new URL(`../..${BINDINGS}`, import.meta.url), 'utf8');
  return `${source}
import * as bindings from '${BINDINGS}';
const { ${method}: original } = bindings.Network.prototype;
bindings.Network.prototype.${method} = function (...args) {
  ${body}
  return original.apply(this, args);
};`;
}

/** @param {import('@playwright/test').Page} page */
const load = (page) =>
  page.evaluate(async () => {
    Object.assign(globalThis, { net: await densenet.DenseNet.load({ engine: 'cpu' }) });
  });

test('an aborted classification ends at once, and the network stays usable', async ({ page }) => {
  await load(page);
  const seen = await page.evaluate(async (photo) => {
    const reason = new Error('never mind');
    const early = await failure(() => net.classify(photo, { signal: AbortSignal.abort(reason) }));
    const controller = new AbortController();
    const { signal } = controller;
    const running = [
      net.classify(photo, { signal }),
      net.classify(photo, { signal }),
      net.embed(photo, { signal }),
    ];
    const aborted = Promise.all(running.map((one) => failure(() => one)));
    const kept = net.classify(photo);
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort(reason);
    const start = performance.now();
    const reasons = (await aborted).map((one) => one?.message);
    const took = performance.now() - start;
    const timeout = await failure(() => net.classify(photo, { signal: AbortSignal.timeout(1) }));
    return { early, reasons, took, timeout: timeout?.name, kept: (await kept).predictions.length };
  }, CAT);
  expect(seen.early).toMatchObject({ message: 'never mind', isOurs: false });
  expect(seen.reasons).toEqual(['never mind', 'never mind', 'never mind']);
  expect(seen.took).toBeLessThan(50);
  expect(seen.timeout).toBe('TimeoutError');
  expect(seen.kept).toBe(5);
});

test('an image that never loads blocks nothing after it is aborted', async ({ page }) => {
  const site = await serveRepository({ routes: { '/never.jpg': () => {} } });
  await open(page, site);
  await load(page);
  const seen = await page.evaluate(async (photo) => {
    const controller = new AbortController();
    const { signal } = controller;
    const never = Object.assign(new Image(), { src: '/never.jpg' });
    const waiting = [net.classify(never, { signal }), net.classify('/never.jpg', { signal })];
    const aborted = Promise.all(waiting.map((one) => failure(() => one)));
    const result = net.classify(photo);
    await new Promise((resolve) => setTimeout(resolve, 100));
    controller.abort(new Error('given up'));
    return {
      aborted: (await aborted).map((one) => one?.message),
      predictions: (await result).predictions.length,
    };
  }, CAT);
  expect(seen).toEqual({ aborted: ['given up', 'given up'], predictions: 5 });
  site.close();
});

test('missing layers, classes and images are errors', async ({ page }) => {
  await load(page);
  const seen = await page.evaluate(async (photo) => {
    const before = await failure(() => net.featureMaps('features.conv0'));
    await net.classify(photo);
    return {
      before,
      layer: await failure(() => net.featureMaps('features.nowhere')),
      name: await failure(() => net.featureMaps(/** @type {any} */ (3))),
      class: await failure(() => net.classActivationMap(10)),
      image: await failure(() => net.classActivationMap(0, { image: 1 })),
      usable: (await net.classify(photo)).predictions.length,
    };
  }, CAT);
  expect(seen.before).toMatchObject({ code: 'nothing-run', isOurs: true });
  expect(seen.layer).toMatchObject({
    code: 'unknown-layer',
    details: { problem: 'unknown-layer', layer: 'features.nowhere' },
  });
  expect(seen.name).toMatchObject({ code: 'invalid-argument' });
  expect(seen.class).toMatchObject({
    code: 'invalid-argument',
    details: { problem: 'class-out-of-range', found: '10', classes: 10 },
  });
  expect(seen.image).toMatchObject({
    code: 'invalid-input',
    details: { problem: 'image-not-in-last-call', image: 1 },
  });
  expect(seen.usable).toBe(5);
});

test('a disposed network rejects new and pending calls', async ({ page }) => {
  await load(page);
  const seen = await page.evaluate(async (photo) => {
    const waiting = failure(() => net.classify(photo));
    net.dispose();
    net.dispose();
    const later = [
      () => net.classify(photo),
      () => net.embed(photo),
      () => net.featureMaps('features.conv0'),
      () => net.classActivationMap(0),
      () => net.featureReuse(),
    ];
    return { errors: await Promise.all([waiting, ...later.map(failure)]), layers: net.plan.layers.length };
  }, CAT);
  expect(seen.errors).toHaveLength(6);
  const disposed = { code: 'disposed', details: { problem: 'disposed' }, isOurs: true };
  for (const error of seen.errors) expect(error).toMatchObject(disposed);
  expect(seen.layers).toBeGreaterThan(20);
});

for (const [where, body] of [
  ['at once', "throw new WebAssembly.RuntimeError('out of bounds');"],
  [
    'in a future',
    "queueMicrotask(() => { throw new WebAssembly.RuntimeError('out of bounds'); }); return new Promise(() => {});",
  ],
  [
    'in a promise',
    "Promise.reject(new WebAssembly.RuntimeError('out of bounds')); return new Promise(() => {});",
  ],
]) {
  test(`a trap ${where} fails the pending calls, and the next one works`, async ({ page }) => {
    const source = sabotage('feature_maps', body);
    expect(source).toContain(body);
    const site = await serveRepository({
      routes: { [BINDINGS]: (response) => response.setHeader('Content-Type', 'text/javascript').end(source) },
    });
    await open(page, site);
    await load(page);
    const errors = await page.evaluate(async (photo) => {
      const running = [() => net.featureMaps('features.conv0'), () => net.classify(photo)];
      const errors = await Promise.all(running.map(failure));
      return [...errors, (await net.classify(photo)).predictions[0].label];
    }, CAT);
    expect(errors.pop()).toBe('cat');
    for (const error of errors) {
      const details = { problem: 'trapped', reason: 'out of bounds' };
      const message = expect.stringContaining('call again');
      expect(error).toMatchObject({ code: 'internal', details, message });
    }
    await expect.poll(() => page.workers().length).toBe(1);
    site.close();
  });
}

for (const [what, csp, hint] of [
  ['no workers', "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'", 'worker-src'],
  ['no WebAssembly', "script-src 'self'; worker-src 'self'", 'wasm-unsafe-eval'],
]) {
  test(`the error names a policy that allows ${what}`, async ({ page }) => {
    const site = await serveRepository({ csp });
    await open(page, site);
    const [loading, planning] = await page.evaluate(async () => [
      await failure(() => densenet.DenseNet.load()),
      await failure(() => densenet.planNetwork('densenet121')),
    ]);
    const wanted = { code: 'unsupported', isOurs: true, message: expect.stringContaining(hint) };
    expect(loading).toMatchObject(wanted);
    expect(planning).toMatchObject(wanted);
    site.close();
  });
}

test('the error names a missing worker file', async ({ page }) => {
  const site = await serveRepository({
    routes: { '/pkg/worker.js': (response) => response.writeHead(404).end() },
  });
  await open(page, site);
  const error = await page.evaluate(() => failure(() => densenet.DenseNet.load()));
  const message = expect.stringMatching(/404 to .*\/pkg\/worker\.js/);
  expect(error).toMatchObject({ code: 'download-failed', message });
  site.close();
});

test('the package can be loaded from another origin', async ({ page, site }) => {
  const routes = {
    '/page.html': (/** @type {any} */ r) => r.setHeader('Content-Type', 'text/html').end('<p>A page</p>'),
  };
  const other = await serveRepository({ csp: null, routes });
  await page.goto(`${other.url}/page.html`);
  const label = await page.evaluate(
    async ({ base, photo }) => {
      /** @type {typeof densenet} */
      const { DenseNet } = await import(`${base}/pkg/index.js`);
      const net = await DenseNet.load({ engine: 'cpu' });
      return (await net.classify(photo)).predictions[0].label;
    },
    { base: site.url, photo: CAT },
  );
  expect(label).toBe('cat');
  other.close();
});

test('the error for an image from another origin suggests crossorigin', async ({ page, site }) => {
  const other = await serveRepository({ csp: null });
  await page.goto(`${other.url}/tests/e2e/package-page.html`);
  await page.waitForFunction(() => 'densenet' in window);
  await load(page);
  const error = await page.evaluate(
    async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      return failure(() => net.classify(image));
    },
    `${site.url.replace('localhost', '127.0.0.1')}${CAT}`,
  );
  expect(error).toMatchObject({ code: 'invalid-image', message: expect.stringContaining('crossorigin') });
  other.close();
});

test("in Node.js, where the browsers' entry finds no workers, it says what to import instead", async () => {
  const { DenseNet, planNetwork, DenseNetError } = await import('../../pkg/index.js');
  expect(DenseNet.models).toContain('densenet40_k12_bc_cifar10');
  for (const attempt of [() => DenseNet.load(), () => planNetwork('densenet121')]) {
    const error = await attempt().catch((/** @type {unknown} */ reason) => reason);
    expect(error).toBeInstanceOf(DenseNetError);
    expect(error).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('densenet-web/inline'),
    });
  }
});
