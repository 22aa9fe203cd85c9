/* global densenet, failure */
// Where the browser falsifies what pages read from a canvas, predictions are right all the same, or there is an error.
import { falsifiedCanvas } from './falsified-canvas.js';
import { expect, open, serveRepository, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const READERS = '/pkg/wasm/files/densenet_web_files_bg.wasm';

/** The probabilities of one image from every kind of source. @param {import('@playwright/test').Page} page */
const look = (page) =>
  page.evaluate(async (photo) => {
    const net = await densenet.DenseNet.load({ engine: 'cpu' });
    const blob = await (await fetch(photo)).blob();
    const bitmap = await createImageBitmap(blob);
    const { width, height } = bitmap;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    const transparent = new ImageData(48, 40);
    transparent.data.forEach((_, index) => (transparent.data[index] = (index * 37) % 251));
    const toBlob = (/** @type {string} */ type) =>
      new Promise((resolve) => canvas.toBlob((made) => resolve(/** @type {Blob} */ (made)), type));
    const gif = Uint8Array.from(atob('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='), (c) =>
      c.charCodeAt(0),
    );
    /** @type {Record<string, any>} */
    const sources = {
      jpeg: blob,
      png: await toBlob('image/png'),
      webp: await toBlob('image/webp'),
      url: photo,
      imageData: context.getImageData(0, 0, width, height),
      transparent,
      plain: { data: transparent.data, width: 48, height: 40 },
      gif: new Blob([gif]),
      bitmap,
      canvas,
      image: Object.assign(new Image(), { src: photo }),
    };
    /** @type {Record<string, number[] | string>} */
    const seen = {};
    for (const [kind, source] of Object.entries(sources)) {
      const error = await failure(async () => {
        const { predictions } = await net.classify(source, { topK: 10 });
        seen[kind] = predictions.sort((a, b) => a.index - b.index).map(({ probability }) => probability);
      });
      if (error) seen[kind] = `${error.code}: ${error.details?.problem}`;
    }
    return seen;
  }, CAT);

/** A photo as it usually is; the other sources' files have channels that every browser leaves to the readers. @param {import('@playwright/test').Page} page */
const classifyPhoto = (page) =>
  page.evaluate(async (photo) => {
    const net = await densenet.DenseNet.load({ engine: 'cpu' });
    await net.classify(photo);
    net.dispose();
  }, CAT);

/** @param {number[] | string} a @param {number[] | string} b */
const distance = (a, b) =>
  Math.max(...[...a].map((value, index) => Math.abs(Number(value) - Number(b[index]))));

const FAULTS = {
  noise: 'value ^ (index % 7 === 0)',
  constant: '255',
  'noise in the second half': 'index < 8192 ? value : value ^ 1',
};

for (const [name, noise] of Object.entries(FAULTS)) {
  for (const hasVideoFrame of [true, false]) {
    test(`${name}, ${hasVideoFrame ? 'with' : 'without'} VideoFrame`, async ({ page, site }) => {
      await classifyPhoto(page);
      expect(site.requests).not.toContain(READERS);
      const expected = await look(page);
      const falsified = await serveRepository({ routes: falsifiedCanvas({ noise, hasVideoFrame }) });
      await open(page, falsified);
      await classifyPhoto(page);
      expect(falsified.requests.includes(READERS)).toBe(!hasVideoFrame);
      const seen = await look(page);
      expect(Object.keys(seen)).toEqual(Object.keys(expected));
      const needCanvas = hasVideoFrame ? [] : ['gif', 'bitmap', 'canvas', 'image'];
      for (const [kind, probabilities] of Object.entries(seen)) {
        if (needCanvas.includes(kind)) expect(probabilities, kind).toBe('unsupported: canvas-falsified');
        // Another JPEG or WebP decoder rounds differently.
        else expect(distance(probabilities, expected[kind]), kind).toBeLessThan(hasVideoFrame ? 1e-4 : 0.02);
      }
      falsified.close();
    });
  }
}
