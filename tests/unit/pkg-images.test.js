import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isList, toList } from '../../pkg/internal/page/images.js';

const image = { data: new Uint8Array(4), width: 1, height: 1 };

test('whatever can be iterated over is several images', () => {
  const list = { length: 2, 0: image, 1: 'photo.jpg' };
  for (const images of [
    [image, 'photo.jpg'],
    new Set([image, 'photo.jpg']),
    (function* () {
      yield* [image, 'photo.jpg'];
    })(),
    // A list of the DOM without an iterator.
    list,
  ]) {
    assert.equal(isList(images), true);
    assert.deepEqual(toList(images), [image, 'photo.jpg']);
  }
});

test('one image is one image, and so is what is none', () => {
  const others = [image, 'photo.jpg', new String('photo.jpg'), new URL('https://example.com/a.jpg')];
  for (const one of [...others, new Blob(), new Uint8Array(4), new ArrayBuffer(4), null, undefined, 3, {}]) {
    assert.equal(isList(one), false);
  }
});

test('a list without an end is refused, and so is one without images', () => {
  const endless = (function* () {
    for (;;) yield image;
  })();
  const details = { problem: 'not-an-integer-in-range', argument: 'images.length', max: 65536 };
  for (const images of [endless, new Array(2 ** 32 - 1), { length: 2 ** 40 }]) {
    assert.throws(() => toList(images), {
      code: 'invalid-argument',
      details: { ...details, min: 1, found: '65537' },
    });
  }
  for (const images of [[], new Set(), { length: NaN }]) {
    assert.throws(() => toList(images), { details: { problem: 'empty-batch' } });
  }
});
