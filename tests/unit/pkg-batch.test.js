import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultWorkerCount, joinMaps, joinResults, splitBatch } from '../../pkg/internal/page/batch.js';

test('a batch is split evenly, in order and without gaps', () => {
  for (let images = 1; images <= 40; images++) {
    for (let workers = 1; workers <= 9; workers++) {
      const ranges = splitBatch(images, workers);
      assert.equal(ranges.length, Math.min(images, workers));
      let next = 0;
      for (const { offset, count } of ranges) {
        assert.equal(offset, next);
        next += count;
      }
      assert.equal(next, images);
      const counts = ranges.map(({ count }) => count);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
      assert.ok(Math.min(...counts) > 0);
    }
  }
});

test('there is one worker per core, up to 4 and up to 128 MiB of additional weights', () => {
  const mebibyte = 2 ** 20;
  const workers = (/** @type {number} */ weightBytes, /** @type {number} */ cores, threads = 1) =>
    defaultWorkerCount({ weightBytes, threads }, cores);
  assert.equal(workers(mebibyte, 1), 1);
  assert.equal(workers(mebibyte, 2), 2);
  assert.equal(workers(mebibyte, 16), 4);
  assert.equal(workers(64 * mebibyte, 16), 3);
  assert.equal(workers(128 * mebibyte, 16), 2);
  assert.equal(workers(129 * mebibyte, 16), 1);
  assert.equal(workers(mebibyte, 16, 8), 1, 'threads use the cores already');
});

/** @param {string} label @param {number} time */
const result = (label, time) => ({
  results: [{ predictions: [{ index: 0, label, probability: 1 }], rejected: false }],
  timings: { decode: time, preprocess: 10 - time, run: 2 * time },
  hasRun: true,
  stats: /** @type {any} */ ({ weightBytes: time }),
});

test('results are merged in order, with the times of the slowest worker', () => {
  const one = result('a', 1);
  assert.equal(joinResults([one]), one);
  const failed = {
    ...result('c', 2),
    results: [{ error: /** @type {any} */ ({ code: 'c' }) }],
    hasRun: false,
  };
  const { results, timings, hasRun, stats } = joinResults([one, result('b', 3), failed]);
  assert.deepEqual(
    results.map((one) => ('error' in one ? one.error.code : one.predictions[0].label)),
    ['a', 'b', 'c'],
  );
  assert.deepEqual(timings, { decode: 3, preprocess: 9, run: 6 });
  assert.equal(hasRun, true);
  assert.deepEqual(stats, { weightBytes: 1 });
});

/** Maps of 2 channels of 1x3 pixels. @param {number[]} data @returns {import('../../pkg/internal/shared/protocol.js').RawMaps} */
const maps = (data) => ({
  images: data.length / 6,
  data: Float32Array.from(data),
  shape: [data.length / 6, 2, 1, 3],
});

test('maps are concatenated image by image', () => {
  const first = maps([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.equal(joinMaps([first]), first);
  const { images, data, shape } = joinMaps([first, maps([12, 13, 14, 15, 16, 17])]);
  assert.deepEqual(shape, [3, 2, 1, 3]);
  assert.equal(images, 3);
  assert.deepEqual(
    [...data],
    Array.from({ length: 18 }, (_, index) => index),
  );
});
