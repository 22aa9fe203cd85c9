import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutOf } from '../../www/growth/reuse/reuse-layout.js';

test('the maps of a few short blocks share one row, with large cells', () => {
  assert.deepEqual(layoutOf(1150, [7, 7, 7]), { columns: 3, cell: 44 });
});

test('four long blocks make two full rows, not three and one', () => {
  const { columns, cell } = layoutOf(1150, [7, 13, 25, 17]);
  assert.equal(columns, 2);
  assert.ok(cell >= 14);
});

test('on a phone there is one column, and no map is wider', () => {
  const { columns, cell } = layoutOf(326, [7, 13, 25, 17]);
  assert.equal(columns, 1);
  assert.ok(30 + 25 * cell <= 326);
});
