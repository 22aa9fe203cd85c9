/* global densenet, failure, net */
// Arguments that are nonsense: every one is an error of the package, and the network goes on.
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';

test.beforeEach(({ page }) =>
  page.evaluate(async () => {
    Object.assign(globalThis, { net: await densenet.DenseNet.load({ engine: 'cpu' }) });
  }),
);

test('no image, whatever it is, leaves the network stuck', async ({ page }) => {
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
  expect(seen.label).toBe('dog');
});
