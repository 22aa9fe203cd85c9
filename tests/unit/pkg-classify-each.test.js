import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyEach } from '../../pkg/internal/page/classify-each.js';

const PHOTO = 'photo.jpg';
const BAD = 'notes.txt';
const error = { code: 'invalid-image', message: 'no image', details: { problem: 'empty-image-data' } };

/** A pool that takes text for images, and notes the batches that it gets. */
function fakePool() {
  /** @type {any[]} */
  const batches = [];
  const pool = {
    network: { intake: { metadata: { labels: { value: ['a', 'b', 'c'] } } } },
    batches,
    async run(/** @type {string} */ method, /** @type {string[]} */ images, /** @type {object} */ how) {
      batches.push({ method, images, how });
      const results = images.map((image) =>
        image === BAD ? { error } : { predictions: [], rejected: false },
      );
      return [{ results, timings: { decode: 0, preprocess: 0, run: 1 }, hasRun: true, stats: {} }];
    },
  };
  return /** @type {any} */ (pool);
}

const same = (/** @type {any} */ result) => result;

/** All results. @param {any} pool @param {any} images @param {object} [options] */
async function collect(pool, images, options = {}) {
  const all = [];
  for await (const one of classifyEach(pool, same, images, options)) all.push(one);
  return all;
}

/** Counts what was taken from it, and whether it was closed. @param {number} count */
function counted(count) {
  const seen = { taken: 0, isClosed: false };
  const images = async function* () {
    try {
      for (; seen.taken < count;) {
        seen.taken++;
        yield PHOTO;
      }
    } finally {
      seen.isClosed = true;
    }
  };
  return { seen, images: images() };
}

test('each image has a result or an error, its place, and how far all are', async () => {
  const pool = fakePool();
  const all = await collect(pool, [PHOTO, BAD, PHOTO], { batchSize: 2, topK: 2 });
  assert.deepEqual(
    all.map(({ index, image, done, total }) => [index, image, done, total]),
    [
      [0, PHOTO, 1, 3],
      [1, BAD, 2, 3],
      [2, PHOTO, 3, 3],
    ],
  );
  assert.deepEqual(
    all.map(({ error, result }) => [error?.message, result?.timings.run]),
    [
      [undefined, 1],
      ['no image', undefined],
      [undefined, 1],
    ],
  );
  assert.deepEqual(
    pool.batches.map((/** @type {any} */ { images }) => images.length),
    [2, 1],
  );
  // The error of an image must not name its place in a batch that nobody knows of.
  assert.deepEqual(pool.batches[0].how, { topK: 2, timeLayers: false, skip: true, total: 1 });
});

test('the number of images is known of lists only', async () => {
  const totalOf = async (/** @type {any} */ images) => (await collect(fakePool(), images))[0].total;
  assert.equal(await totalOf(new Set([PHOTO, BAD])), 2);
  assert.equal(await totalOf({ length: 1, 0: PHOTO }), 1);
  assert.equal(await totalOf([PHOTO].values()), null);
  assert.equal(await totalOf(counted(1).images), null);
  assert.deepEqual(await collect(fakePool(), []), []);
});

test('no more images are taken than one batch has', async () => {
  const { seen, images } = counted(100);
  for await (const { index } of classifyEach(fakePool(), same, images, { batchSize: 4 })) {
    assert.equal(seen.taken, 4 * (Math.floor(index / 4) + 1));
  }
  assert.equal(seen.taken, 100);
});

test('leaving the loop closes the source, and stops it', async () => {
  const { seen, images } = counted(Infinity);
  const pool = fakePool();
  for await (const { done } of classifyEach(pool, same, images, { batchSize: 3 })) if (done === 4) break;
  assert.deepEqual([seen.taken, seen.isClosed, pool.batches.length], [6, true, 2]);
});

test('an abort ends the loop, in its body and while it waits for an image', async () => {
  const { seen, images } = counted(Infinity);
  const inside = new AbortController();
  const looping = async () => {
    for await (const { done } of classifyEach(fakePool(), same, images, { signal: inside.signal })) {
      if (done === 2) inside.abort('stop');
    }
  };
  await assert.rejects(looping, (reason) => reason === 'stop');
  assert.deepEqual([seen.taken, seen.isClosed], [8, true]);

  let isClosed = false;
  const never = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise(() => {}),
      return: () => ((isClosed = true), new Promise(() => {})),
    }),
  };
  const waiting = new AbortController();
  const rejected = assert.rejects(
    collect(fakePool(), never, { signal: waiting.signal }),
    (reason) => reason === 'enough',
  );
  await new Promise((resolve) => setTimeout(resolve));
  waiting.abort('enough');
  await rejected;
  assert.ok(isClosed);
  await assert.rejects(
    collect(fakePool(), [PHOTO], { signal: AbortSignal.abort('before') }),
    (reason) => reason === 'before',
  );
});

test('what the source or the network fails with ends the loop', async () => {
  const failing = (async function* () {
    yield PHOTO;
    throw new RangeError('the disk is gone');
  })();
  await assert.rejects(collect(fakePool(), failing), { name: 'RangeError' });
  const { seen, images } = counted(9);
  const pool = Object.assign(fakePool(), { run: () => Promise.reject(new Error('disposed')) });
  await assert.rejects(collect(pool, images), { message: 'disposed' });
  assert.ok(seen.isClosed);
});

test('mistakes in the arguments are found before any image is taken', async () => {
  const { seen, images } = counted(1);
  /** @type {[any, object, object][]} */
  const mistakes = [
    [PHOTO, {}, { problem: 'wrong-type', argument: 'images' }],
    [null, {}, { problem: 'wrong-type', argument: 'images' }],
    [images, { batchSize: 0 }, { argument: 'batchSize' }],
    [images, { topK: 0 }, { argument: 'topK' }],
    [images, { onError: 'skip' }, { problem: 'unknown-option', option: 'onError' }],
  ];
  for (const [given, options, details] of mistakes) {
    await assert.rejects(collect(fakePool(), given, options), (/** @type {any} */ error) => {
      assert.equal(error.code, 'invalid-argument');
      for (const [key, value] of Object.entries(details)) assert.equal(error.details[key], value);
      return true;
    });
  }
  assert.equal(seen.taken, 0);
});
