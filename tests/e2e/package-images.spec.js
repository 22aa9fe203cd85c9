/* global densenet, failure, net */
// What the package accepts as an image, what it rejects, and who owns bitmaps.
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';

test.beforeEach(({ page }) =>
  page.evaluate(async () => {
    Object.assign(globalThis, { net: await densenet.DenseNet.load({ engine: 'cpu' }) });
  }),
);

test('every kind of source gives the same result, and none is consumed', async ({ page }) => {
  const seen = await page.evaluate(async (photo) => {
    const blob = await (await fetch(photo)).blob();
    const bitmap = await createImageBitmap(blob);
    const { width, height } = bitmap;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    const offscreen = new OffscreenCanvas(width, height);
    offscreen.getContext('2d')?.drawImage(bitmap, 0, 0);
    const img = Object.assign(new Image(), { src: photo });
    const dataUrl = canvas.toDataURL();
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    /** @type {Record<string, import('../../pkg/index.js').ImageSource>} */
    const sources = {
      blob,
      file: new File([blob], 'cat.jpg'),
      url: photo,
      urlObject: new URL(photo, location.href),
      dataUrl,
      imageData: context.getImageData(0, 0, width, height),
      bitmap,
      img,
      canvas,
      offscreen,
      frame,
    };
    const results = [];
    for (const [kind, source] of Object.entries(sources)) {
      // Twice: the first call must not consume it.
      await net.classify(source, { topK: 1 });
      const { predictions } = await net.classify(source, { topK: 1 });
      results.push({ kind, ...predictions[0] });
    }
    frame.close();
    return results;
  }, CAT);
  for (const { kind, index, probability } of seen) {
    expect(index, kind).toBe(seen[0].index);
    // A video frame may have chroma subsampling.
    expect(Math.abs(probability - seen[0].probability), kind).toBeLessThan(kind === 'frame' ? 0.05 : 1e-4);
  }
});

test('a playing video is classified, and all bitmaps are closed', async ({ page }) => {
  const seen = await page.evaluate(async (photo) => {
    const bitmap = await createImageBitmap(await (await fetch(photo)).blob());
    const canvas = Object.assign(document.createElement('canvas'), {
      width: bitmap.width,
      height: bitmap.height,
    });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const drawing = setInterval(() => context.drawImage(bitmap, 0, 0), 20);
    const video = Object.assign(document.createElement('video'), {
      muted: true,
      srcObject: canvas.captureStream(30),
    });
    const early = await failure(() => net.classify(document.createElement('video')));
    await video.play();
    /** @type {ImageBitmap[]} */
    const made = [];
    const original = globalThis.createImageBitmap;
    const spy = async (/** @type {Parameters<typeof original>} */ ...args) => {
      const bitmap = await original(...args);
      made.push(bitmap);
      return bitmap;
    };
    Object.assign(globalThis, { createImageBitmap: spy });
    const labels = new Set();
    for (let i = 0; i < 20; i++) labels.add((await net.classify(video)).predictions[0].label);
    const controller = new AbortController();
    const aborted = [1, 2, 3].map(() => failure(() => net.classify(video, { signal: controller.signal })));
    controller.abort(new Error('enough'));
    const reasons = (await Promise.all(aborted)).map((one) => one?.message);
    const batch = await failure(() => net.classify([video, /** @type {any} */ (undefined), video]));
    net.dispose();
    const disposed = await failure(() => net.classify(video));
    await new Promise((resolve) => setTimeout(resolve, 100));
    clearInterval(drawing);
    // Transferred and closed bitmaps have no size.
    const open = made.filter(({ width }) => width > 0).length;
    return { labels: labels.size, early, reasons, batch, disposed, made: made.length, open };
  }, CAT);
  expect(seen.labels).toBe(1);
  expect(seen.early).toMatchObject({ code: 'invalid-image', message: expect.stringContaining('loadeddata') });
  expect(seen.reasons).toEqual(['enough', 'enough', 'enough']);
  expect(seen.batch).toMatchObject({ code: 'invalid-argument' });
  expect(seen.disposed).toMatchObject({ code: 'disposed' });
  expect(seen.made).toBe(26);
  expect(seen.open).toBe(0);
});

test("a photo's EXIF orientation is applied", async ({ page }) => {
  const [upright, tagged, untagged] = await page.evaluate(async (photo) => {
    const bitmap = await createImageBitmap(await (await fetch(photo)).blob());
    const { width, height } = bitmap;
    const canvas = new OffscreenCanvas(height, width);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.translate(0, width);
    context.rotate(-Math.PI / 2);
    context.drawImage(bitmap, 0, 0);
    const sideways = new Uint8Array(
      await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })).arrayBuffer(),
    );
    // One EXIF field: orientation 6, a quarter turn clockwise.
    const tiff = [77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    const exif = [0xff, 0xe1, 0, tiff.length + 8, 69, 120, 105, 102, 0, 0, ...tiff];
    const tagged = new Blob([sideways.subarray(0, 2), Uint8Array.from(exif), sideways.subarray(2)], {
      type: 'image/jpeg',
    });
    const images = [bitmap, tagged, new Blob([sideways])];
    return (await net.classify(images, { topK: 10 })).map(({ predictions }) =>
      predictions.sort((a, b) => a.index - b.index).map(({ probability }) => probability),
    );
  }, CAT);
  const distance = (/** @type {number[]} */ a) =>
    Math.max(...a.map((value, i) => Math.abs(value - upright[i])));
  expect(distance(tagged)).toBeLessThan(0.03);
  expect(distance(untagged)).toBeGreaterThan(0.1);
});

test('transparent, huge and thin images', async ({ page }) => {
  test.slow();
  const seen = await page.evaluate(async () => {
    const draw = (
      /** @type {number} */ width,
      /** @type {number} */ height,
      /** @type {string} */ colour,
    ) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.fillStyle = colour;
      context.fillRect(0, 0, width, height);
      return canvas;
    };
    const probabilities = async (/** @type {import('../../pkg/index.js').ImageSource} */ image) =>
      (await net.classify(image, { topK: 10 })).predictions.map(({ index, probability }) => [
        index,
        probability,
      ]);
    return {
      clear: await probabilities(await draw(64, 64, '#f000').convertToBlob()),
      white: await probabilities(draw(64, 64, '#fff')),
      small: await probabilities(draw(100, 80, '#39c')),
      huge: await probabilities(await draw(10_000, 8_000, '#39c').convertToBlob()),
      thin: await failure(() => net.classify(draw(3_000, 1, '#39c'))),
      afterwards: (await net.classify(draw(8, 8, '#39c'))).predictions.length,
    };
  });
  expect(seen.clear).toEqual(seen.white);
  expect(seen.huge).toEqual(seen.small);
  expect(seen.thin).toMatchObject({ code: 'invalid-input', isOurs: true });
  expect(seen.afterwards).toBe(5);
});

test('invalid images are errors, and the network stays usable', async ({ page }) => {
  const seen = await page.evaluate(async (photo) => {
    const text = new File(['not an image'], 'notes.txt', { type: 'text/plain' });
    const bitmap = await createImageBitmap(new ImageData(2, 2));
    bitmap.close();
    const half = (await (await fetch(photo)).blob()).slice(0, 200);
    const nothing = /** @type {any} */ (undefined);
    return {
      text: await failure(() => net.classify(text)),
      empty: await failure(() => net.classify(new Blob())),
      half: await failure(() => net.classify(half)),
      closed: await failure(() => net.classify(bitmap)),
      canvas: await failure(() =>
        net.classify(Object.assign(document.createElement('canvas'), { width: 0 })),
      ),
      broken: await failure(() => net.classify(Object.assign(new Image(), { src: '/missing.jpg' }))),
      missing: await failure(() => net.classify('/missing.jpg')),
      page: await failure(() => net.classify(location.href)),
      address: await failure(() => net.classify('https://')),
      second: await failure(() => net.classify([photo, text])),
      nothing: await failure(() => net.classify(nothing)),
      none: await failure(() => net.classify([])),
      number: await failure(() => net.classify(/** @type {any} */ (3))),
      topK: await failure(() => net.classify(photo, { topK: 0 })),
      options: await failure(() => net.classify(photo, /** @type {any} */ (null))),
      signal: await failure(() => net.classify(photo, { signal: /** @type {any} */ ({}) })),
      manyK: (await net.classify(photo, { topK: 99 })).predictions.length,
    };
  }, CAT);
  expect(seen.text).toMatchObject({ code: 'invalid-image', message: expect.stringContaining('notes.txt') });
  expect(seen.empty).toMatchObject({ code: 'invalid-image' });
  expect(seen.half).toMatchObject({ code: 'invalid-image' });
  expect(seen.closed).toMatchObject({ code: 'invalid-image' });
  expect(seen.canvas).toMatchObject({ code: 'invalid-image' });
  expect(seen.broken).toMatchObject({ code: 'invalid-image' });
  expect(seen.missing).toMatchObject({
    code: 'download-failed',
    details: {
      problem: 'http-status',
      what: 'image',
      url: expect.stringMatching(/missing\.jpg$/),
      status: 404,
    },
    message: expect.stringContaining('404'),
  });
  expect(seen.page).toMatchObject({ code: 'download-failed', message: expect.stringContaining('web page') });
  expect(seen.address).toMatchObject({ code: 'invalid-argument' });
  expect(seen.second).toMatchObject({
    code: 'invalid-image',
    details: { problem: 'undecodable-image', name: 'notes.txt', type: 'text/plain', image: 1, count: 2 },
    message: expect.stringContaining('image 2 of 2'),
  });
  for (const wrong of [seen.nothing, seen.none, seen.number, seen.topK, seen.options, seen.signal]) {
    expect(wrong).toMatchObject({ code: 'invalid-argument', isOurs: true, name: 'DenseNetError' });
  }
  expect(seen.manyK).toBe(10);
});
