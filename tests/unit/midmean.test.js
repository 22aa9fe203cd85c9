import assert from 'node:assert/strict';
import { test } from 'node:test';
import { midmean } from '../../www/engine/midmean.js';

test('the mean of the middle half ignores a few slow passes, and is finer than the clock', () => {
  assert.equal(midmean([3]), 3);
  assert.equal(midmean([1, 2]), 1.5);
  assert.equal(midmean([90, 1, 2, 3]), 2.5);
  assert.equal(midmean([0.1, 0.1, 0.2, 0.2, 0.1, 80, 0.2, 0.1]), (0.1 + 0.1 + 0.2 + 0.2) / 4);
});
