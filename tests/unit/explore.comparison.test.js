import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PAIRS } from '../../www/explore/comparison/pairs.js';
import { RESNETS, resnetCost } from '../../www/explore/comparison/resnets.js';

test('ResNets cost what torchvision’s documentation says', () => {
  const { resnet50, resnet101, resnet152 } = RESNETS;
  const costs = [resnet50, resnet101, resnet152].map(resnetCost);
  assert.deepEqual(
    costs.map(({ parameters }) => parameters),
    [25_557_032, 44_549_160, 60_192_808],
  );
  assert.deepEqual(
    costs.map(({ macs }) => (macs / 1e9).toFixed(2)),
    ['4.09', '7.80', '11.51'],
  );
});

test('a pair has similar errors, and never the same family twice', () => {
  for (const [one, other] of PAIRS) {
    assert.equal(one.family, 'densenet');
    assert.equal(other.family, 'resnet');
    assert.ok(Math.abs(one.single - other.single) < 0.25, one.name);
    assert.ok(Math.abs(one.ten - other.ten) < 0.4, one.name);
  }
});
