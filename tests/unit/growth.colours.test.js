import assert from 'node:assert/strict';
import { test } from 'node:test';
import { upsample } from '../../www/growth/activation/upsample.js';
import { colourAt, ends, gradient, rangeOf, zeroOf } from '../../www/growth/maps/colour-maps.js';
import { colourOf, cssColourOf, HUES } from '../../www/growth/staircase-colours.js';

/** @param {number} block @param {number} index */
const layer = (block, index) => ({ kind: /** @type {const} */ ('layer'), block, index, of: 6 });

test('finds the range of an array', () => {
  assert.deepEqual(rangeOf(Float32Array.of(1, -2, 0.5)), { low: -2, high: 1 });
  assert.deepEqual(rangeOf(new Float32Array()), { low: 0, high: 0 });
  assert.deepEqual(rangeOf(Float32Array.of(NaN)), { low: 0, high: 0 });
});

test('zero is in the middle of the diverging map, and anywhere on the others', () => {
  const range = { low: -1, high: 3 };
  assert.deepEqual(ends(range, 'diverging'), { low: -3, high: 3 });
  assert.equal(zeroOf(range, 'diverging'), 0.5);
  assert.equal(zeroOf(range, 'viridis'), 0.25);
  assert.equal(zeroOf({ low: 1, high: 3 }, 'viridis'), null);
  assert.equal(zeroOf({ low: 0, high: 0 }, 'viridis'), null);
});

test('viridis goes from dark violet to yellow; values outside the range are clamped', () => {
  const range = { low: 0, high: 1 };
  assert.equal(colourAt(0, range, 'viridis'), 'rgb(68 1 84)');
  assert.equal(colourAt(1, range, 'viridis'), 'rgb(253 231 37)');
  assert.equal(colourAt(7, range, 'viridis'), 'rgb(253 231 37)');
  assert.ok(gradient('viridis').startsWith('linear-gradient(to right, rgb(68 1 84), '));
});

test("a block's layers span its range of hues", () => {
  const hue = (/** @type {string} */ colour) => Number(/([\d.]+)\)$/.exec(colour)?.[1]);
  for (const [block, [first, last]] of HUES.entries()) {
    assert.equal(hue(colourOf(layer(block + 1, 1), false)), first);
    assert.equal(hue(colourOf(layer(block + 1, 6), true)), last);
  }
});

test('later blocks reuse the first hues; light and dark differ', () => {
  assert.equal(colourOf(layer(HUES.length + 1, 2), false), colourOf(layer(1, 2), false));
  assert.notEqual(colourOf(layer(1, 2), true), colourOf(layer(1, 2), false));
  assert.match(
    cssColourOf({ ...layer(1, 2), name: 'x', channels: 4 }),
    /^light-dark\(oklch\(.*\), oklch\(.*\)\)$/,
  );
});

test('upsampling preserves constants and the values at pixel centres', () => {
  const size = (/** @type {number} */ side) => ({ width: side, height: side });
  assert.ok(
    upsample(new Float32Array(4).fill(3), size(2), size(7)).every((value) => Math.abs(value - 3) < 1e-6),
  );
  const large = upsample(Float32Array.of(0, 1, 2, 3), size(2), size(2));
  assert.deepEqual([...large], [0, 1, 2, 3]);
  // The centre of a source pixel is the centre of every third target pixel.
  const tripled = upsample(Float32Array.of(0, 1, 2, 3), size(2), size(6));
  assert.ok(Math.abs((tripled[1 * 6 + 4] ?? NaN) - 1) < 1e-6);
});
