import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cropRectangle, resizedSize } from '../../www/app/crop.js';
import { toBytes } from '../../www/app/input.js';

/** @param {number} height @param {number} width */
const how = (height, width, cropPct = 1) => ({ inputSize: /** @type {const} */ ([height, width]), cropPct });
/** @param {number} width @param {number} height */
const size = (width, height) => ({ width, height });

test('pictures are resized as in src/preprocess.rs', () => {
  // The examples of its tests.
  assert.deepEqual(resizedSize(size(200, 100), how(48, 33)), size(96, 48));
  assert.deepEqual(resizedSize(size(50, 200), how(48, 33)), size(33, 132));
  assert.deepEqual(resizedSize(size(640, 480), how(224, 224, 0.875)), size(341, 256));
});

test('the crop is the centre, with its margin rounded to even', () => {
  // 341 - 224 = 117: half of it is 58.5, which becomes 58; 256 - 224 = 32.
  const [across, down] = [640 / 341, 480 / 256];
  assert.deepEqual(cropRectangle(size(640, 480), how(224, 224, 0.875)), {
    x: 58 * across,
    y: 16 * down,
    width: 224 * across,
    height: 224 * down,
  });
  // 59.5 becomes 60.
  assert.equal(cropRectangle(size(343, 256), how(224, 224, 0.875)).x, 60);
});

test('a picture of the input’s aspect ratio is given as a whole, any other loses its longer side’s ends', () => {
  assert.deepEqual(cropRectangle(size(500, 500), how(32, 32)), { x: 0, y: 0, ...size(500, 500) });
  assert.deepEqual(cropRectangle(size(32, 640), how(32, 32)), { x: 0, y: 304, ...size(32, 32) });
  assert.deepEqual(cropRectangle(size(200, 100), how(48, 33)), {
    x: 32 * (200 / 96),
    y: 0,
    width: 33 * (200 / 96),
    height: 100,
  });
});

test('the crop lies in the picture, whatever their sizes', () => {
  for (const [width, height] of [
    [1, 1],
    [3, 500],
    [1999, 1001],
    [37, 41],
  ])
    for (const [high, wide, pct] of [
      [32, 32, 1],
      [224, 224, 0.875],
      [48, 33, 0.9],
      [31, 97, 0.1],
    ]) {
      const crop = cropRectangle(size(width, height), how(high, wide, pct));
      assert.ok(crop.x >= 0 && crop.x + crop.width <= width * (1 + 1e-9), JSON.stringify(crop));
      assert.ok(crop.y >= 0 && crop.y + crop.height <= height * (1 + 1e-9), JSON.stringify(crop));
    }
});

test('a tensor becomes the bytes that it was made from, for one, three and four channels', () => {
  const mean = [0.485, 0.456, 0.406, 0.5];
  const std = [0.229, 0.224, 0.225, 0.25];
  for (const channels of [1, 3, 4]) {
    const bytes = Array.from({ length: channels }, (_, channel) =>
      Array.from({ length: 256 }, (_, pixel) => (pixel * 7 + channel * 50) % 256),
    );
    const data = Float32Array.from(
      bytes.flatMap((plane, channel) => plane.map((byte) => (byte / 255 - mean[channel]) / std[channel])),
    );
    const rgba = toBytes({ data, channels, height: 2, width: 128 }, { mean, std });
    for (let pixel = 0; pixel < 256; pixel += 1) {
      const part = (/** @type {number} */ channel) => bytes[channel]?.[pixel];
      const grey = part(0);
      const expected =
        channels === 1
          ? [grey, grey, grey, 255]
          : [part(0), part(1), part(2), channels === 4 ? part(3) : 255];
      assert.deepEqual([...rgba.subarray(4 * pixel, 4 * pixel + 4)], expected);
    }
  }
});
