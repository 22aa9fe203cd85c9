import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, seriesOf } from '../../www/growth/plot/comparisons.js';
import { smallPlan } from './plan.js';

const plan = smallPlan();

test('one point per dense layer, with its input channels under other connection patterns', () => {
  const rows = compare(plan).map(({ depth, dense, uncompressed, residual, plain }) => [
    depth,
    dense,
    uncompressed,
    residual,
    plain,
  ]);
  assert.deepEqual(rows, [
    [1, 8, 8, 8, 8],
    [2, 12, 12, 8, 4],
    [3, 8, 16, 16, 4],
    [4, 12, 20, 16, 4],
    [5, 16, 24, 16, 4],
  ]);
});

test('there is no uncompressed series without compression or with only one block', () => {
  const withConfig = (/** @type {Partial<typeof plan.config>} */ changes) => ({
    ...plan,
    config: { ...plan.config, ...changes },
  });
  assert.ok(seriesOf(plan).includes('uncompressed'));
  assert.ok(!seriesOf(withConfig({ compression_rate: 1 })).includes('uncompressed'));
  assert.ok(!seriesOf(withConfig({ block_config: [5] })).includes('uncompressed'));
});
