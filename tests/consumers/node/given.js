// What places.spec.js gives: photos in several formats, and what browsers compute for them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

/** @typedef {import('densenet-web').DenseNet} DenseNet */
/** @typedef {import('densenet-web').ImageSource} ImageSource */

export const { PHOTOS, PATTERN, PATTERN_HALF_TRANSPARENT } = await import('./given/expected.js');

/** The largest difference from browsers, for the same pixels. */
export const TOLERANCE = 1e-5;
/** And for JPEG files, whose decoder differs from browsers' by at most 4 of 255. Measured: 0.0088. */
export const JPEG_TOLERANCE = 0.01;

export const WEIGHTS = new URL(
  'densenet40_k12_bc_cifar10.safetensors',
  new URL('models/', import.meta.resolve('densenet-web')),
);
export const CONFIG = new URL('densenet40_k12_bc_cifar10.json', WEIGHTS);

/** @param {DenseNet} net @param {ImageSource} image @param {number[]} expected @param {number} [tolerance] */
export async function agrees(net, image, expected, tolerance = TOLERANCE) {
  const { predictions } = await net.classify(image, { topK: 10 });
  for (const { index, probability } of predictions) {
    const difference = Math.abs(probability - expected[index]);
    assert.ok(difference <= tolerance, `class ${index} differs by ${difference}`);
  }
}

/** As in the browsers' suite. @param {boolean} isOpaque */
export function pattern(isOpaque) {
  const [width, height] = [48, 40];
  const data = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const alpha = isOpaque ? 255 : 8 + ((x * 5 + y) % 160);
      data.set([(x * 5) % 256, (y * 6) % 256, (x * y) % 256, alpha], 4 * (y * width + x));
    }
  }
  return { data, width, height };
}

/** Serves files by their path. @param {Record<string, string | URL>} files */
export async function serve(files) {
  const server = createServer(({ url = '' }, response) => {
    if (files[url]) response.end(readFileSync(files[url]));
    else response.writeHead(404).end('not found');
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://localhost:${port}`, close: () => server.close() };
}
