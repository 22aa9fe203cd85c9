/* global densenet, failure, net */
// Invalid arguments: each causes one of the package's errors, and the network stays usable.
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';

test.beforeEach(({ page }) =>
  page.evaluate(async () => {
    Object.assign(globalThis, { net: await densenet.DenseNet.load({ engine: 'cpu' }) });
  }),
);

test('no invalid image leaves the network stuck', async ({ page }) => {
  const seen = await page.evaluate(async (photo) => {
    const hostile = () => {
      throw new TypeError('hostile');
    };
    const revoked = (/** @type {object} */ target) => {
      const { proxy, revoke } = Proxy.revocable(target, {});
      revoke();
      return proxy;
    };
    const tagged = (/** @type {string} */ tag) => ({ [Symbol.toStringTag]: tag });
    const holes = new Array(2);
    holes[1] = new ImageData(4, 4);
    const tags = ['Blob', 'File', 'URL', 'ImageData', 'HTMLImageElement', 'HTMLVideoElement', 'VideoFrame'];
    /** @type {Record<string, any>} */
    const images = {
      holes,
      onlyHoles: new Array(3),
      endless: new Array(2 ** 32 - 1),
      nested: [[photo]],
      elementGetter: Object.defineProperty([photo], 0, { get: hostile }),
      arrayProxy: new Proxy([photo], { get: hostile }),
      revokedArray: revoked([]),
      revoked: revoked({}),
      inBatch: [photo, revoked({})],
      proxy: new Proxy(new Blob(['']), {}),
      tagGetter: Object.defineProperty({}, Symbol.toStringTag, { get: hostile }),
      ...Object.fromEntries(tags.map((tag) => [`tagged ${tag}`, tagged(tag)])),
      fakeData: { ...tagged('ImageData'), data: new Uint8ClampedArray(5), width: 1e9, height: 2 },
      thenable: { then: (/** @type {(value: string) => void} */ resolve) => resolve(photo) },
      promise: Promise.resolve(photo),
      neverThenable: { then: () => {} },
      bare: Object.create(null),
      symbol: Symbol('image'),
      bigint: 3n,
      urlObject: Object.assign(new URL(location.href), { toString: hostile }),
      string: Object.assign(new String('x'), { toString: hostile }),
    };
    /** @type {Record<string, any>} */
    const errors = {};
    for (const [name, image] of Object.entries(images)) {
      const failed = failure(() => net.classify(image));
      const next = net.classify(photo);
      errors[name] = [await failed, await failure(() => net.embed(image))];
      await next;
    }
    const blob = Object.assign(await (await fetch(photo)).blob(), { then: hostile });
    const { predictions } = await net.classify(blob);
    return { errors, label: predictions[0].label };
  }, CAT);
  for (const [name, errors] of Object.entries(seen.errors)) {
    for (const error of errors) {
      expect(error, name).toMatchObject({
        isOurs: true,
        code: expect.stringMatching(/^invalid-|^unsupp|^downl/),
      });
    }
  }
  expect(seen.errors.holes[0].details).toMatchObject({ problem: 'not-an-image', found: 'undefined' });
  expect(seen.label).toBe('cat');
});

test('an invalid value for any argument of any function causes one of the package’s errors', async ({
  page,
}) => {
  test.slow();
  const seen = await page.evaluate(async (photo) => {
    const hostile = () => {
      throw new TypeError('hostile');
    };
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    /** @type {any} */
    const cyclic = {};
    cyclic.self = cyclic;
    const nonsense = [
      ...[null, true, NaN, -1, 1.5, 3n, Symbol('s'), '', ' ', 'https://', hostile, [], [[]], new Array(2)],
      ...[{}, cyclic, [cyclic], Object.create(null), revoked, new Proxy({}, { get: hostile })],
      ...[new Map(), new Date(NaN), Promise.resolve(), { then: hostile }, { toString: hostile }],
    ];
    const config = { ...(await densenet.planNetwork('densenet_bc_40_12')).config };
    const { DenseNet, planNetwork } = densenet;
    /** @type {any} */
    const api = { load: DenseNet.load, planNetwork, net };
    /** Where a value can be passed, and which values are valid there. @type {[string, (value: any) => unknown, ((value: any) => boolean)?][]} */
    const places = [
      ['load', (value) => api.load(value), isPlain],
      ...[
        'model',
        'weights',
        'random',
        'metadata',
        'labels',
        'engine',
        'assume',
        'precision',
        'workers',
        'cuts',
        'onProgress',
      ].map(
        (option) =>
          /** @type {[string, any, any]} */ ([
            `load.${option}`,
            (/** @type {any} */ value) => api.load({ engine: 'cpu', [option]: value }),
            (/** @type {any} */ value) =>
              option === 'onProgress'
                ? value === hostile
                : (option === 'metadata' && isJson(value)) || (option === 'cuts' && isEmpty(value)),
          ]),
      ),
      ['load.signal', (value) => api.load({ signal: value }), (value) => value === null],
      ['load.sha256', (value) => api.load({ sha256: value })],
      ['load.engin', (value) => api.load({ engin: value })],
      ['classify', (value) => api.net.classify(value)],
      ['classify, in a batch', (value) => api.net.classify([photo, value])],
      ['classify options', (value) => api.net.classify(photo, value), isPlain],
      ['classify.topK', (value) => api.net.classify(photo, { topK: value })],
      ['classify.signal', (value) => api.net.classify(photo, { signal: value }), (value) => value === null],
      ['classify.top', (value) => api.net.classify(photo, { top: value })],
      ['embed', (value) => api.net.embed(value)],
      ['embed options', (value) => api.net.embed(photo, value), isPlain],
      ['featureMaps', (value) => api.net.featureMaps(value)],
      ['classActivationMap', (value) => api.net.classActivationMap(value)],
      ['classActivationMap options', (value) => api.net.classActivationMap(0, value), isPlain],
      ['classActivationMap.image', (value) => api.net.classActivationMap(0, { image: value }), isEmpty],
      ['cut', (value) => api.net.cut(value), isEmpty],
      ['cut.layer', (value) => api.net.cut({ layer: value })],
      ['cut.from', (value) => api.net.cut({ layer: 'classifier', from: value })],
      ['cut.channel', (value) => api.net.cut({ layer: 'features.conv0', channel: value })],
      ['cut options', (value) => api.net.cut([], value), isPlain],
      ['restore', (value) => api.net.restore(value), isEmpty],
      ['rerun', (value) => api.net.rerun(value), isPlain],
      ['embed.onError', (value) => api.net.embed(photo, { onError: value })],
      ['featureMaps options', (value) => api.net.featureMaps('features.conv0', value), isPlain],
      ['isCached', (value) => DenseNet.isCached({ huggingFace: value })],
      ['attribution', (value) => api.net.attribution(value)],
      ['gradients', (value) => api.net.gradients(value)],
      ['gradients.label', (value) => api.net.gradients({ label: value })],
      ['gradientMaps', (value) => api.net.gradientMaps(value)],
      ['saliency', (value) => api.net.saliency(value)],
      ['gradCam', (value) => api.net.gradCam(value, 0)],
      ['measureReuse.image', (value) => api.net.measureReuse(0, { image: value })],
      ['measureReuse.onProgress', (value) => api.net.measureReuse(0, { onProgress: value }), isHostile],
      ['configure', (value) => api.net.configure(value), isPlain],
      ['configure.labels', (value) => api.net.configure({ labels: value })],
      ['inspectCheckpoint.weights', (value) => densenet.inspectCheckpoint({ weights: value })],
      ['planNetwork', (value) => api.planNetwork(value)],
      ['planNetwork size', (value) => api.planNetwork('densenet121', value)],
      ...Object.keys(config).map(
        (field) =>
          /** @type {[string, any, any]} */ ([
            `planNetwork.${field}`,
            (/** @type {any} */ value) => api.planNetwork({ ...config, [field]: value }),
            (/** @type {any} */ value) =>
              (field === 'bn_size' && value === null) || (field === 'transition_relu' && value === true),
          ]),
      ),
    ];
    /** Objects with no options set. @param {any} value */
    function isPlain(value) {
      return typeof value === 'object' && value !== null && value !== revoked && value !== nonsense[19];
    }
    /** @param {any} value */
    function isEmpty(value) {
      return value !== revoked && Array.isArray(value) && value.length === 0;
    }
    /** @param {any} value */
    function isHostile(value) {
      return value === hostile;
    }
    /** @param {any} value */
    function isJson(value) {
      const isObject = isPlain(value) && value !== cyclic && String(value?.[Symbol.toStringTag] ?? '') === '';
      return isObject && !Array.isArray(value) && !(value instanceof Date);
    }
    /** @type {string[]} */
    const wrong = [];
    for (const [place, use, isFine] of places) {
      const never = new Promise((resolve) =>
        setTimeout(resolve, 20_000, { name: 'nothing', message: 'never' }),
      );
      const uses = nonsense.map(
        (value) => isFine?.(value) || Promise.race([failure(() => use(value)), never]),
      );
      for (const [index, error] of (await Promise.all(uses)).entries()) {
        if (error === true || (error?.isOurs && error.code !== 'internal')) continue;
        wrong.push(`${place}: value ${index}: ${error?.name} ${error?.message}`);
      }
    }
    const { predictions } = await net.classify(photo);
    return { wrong, tried: places.length * nonsense.length, label: predictions[0].label };
  }, CAT);
  expect(seen.wrong).toEqual([]);
  expect(seen.tried).toBeGreaterThan(700);
  expect(seen.label).toBe('cat');
});

test('large class counts do not wrap around, and a null signal is allowed', async ({ page }) => {
  const counts = await page.evaluate(async (photo) => {
    const counts = [];
    for (const topK of [1, 10, 11, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, 1e300, Infinity]) {
      counts.push((await net.classify(photo, { topK, signal: null })).predictions.length);
    }
    return counts;
  }, CAT);
  expect(counts).toEqual([1, 10, 10, 10, 10, 10, 10]);
});
