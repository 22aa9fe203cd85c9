import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameOf, shapeOf, stairs } from '../../www/explore/diagram/diagram-shape.js';
import { smallPlan } from './plan.js';

const plan = smallPlan();
const WIDTH = 800;
const frame = frameOf(WIDTH);
const shape = shapeOf(plan, WIDTH, frame);

test('computes the blocks with their layers and channels', () => {
  assert.deepEqual(
    shape.blocks.map(({ number, columns, first, last }) => [number, columns.length, first, last]),
    [
      [1, 2, 8, 16],
      [2, 3, 8, 20],
    ],
  );
});

test('the stem comes before the blocks, and the transitions between them', () => {
  assert.deepEqual(
    shape.joints.map(({ kind, from, to }) => [kind, from, to]),
    [
      ['stem', 3, 8],
      ['transition', 16, 8],
    ],
  );
  const parts = [shape.joints[0], shape.blocks[0], shape.joints[1], shape.blocks[1]];
  assert.equal(parts[0].x, frame.margin.left);
  for (const [index, { end }] of parts.slice(0, -1).entries())
    assert.ok(Math.abs(end - parts[index + 1].x) < 1e-9);
  assert.ok(Math.abs(parts[3].end - (WIDTH - frame.margin.right)) < 1e-9);
});

test('the axis goes from zero to the widest block', () => {
  assert.equal(shape.y(0), frame.height - frame.margin.bottom);
  assert.equal(shape.y(20), frame.margin.top);
});

test('a narrow diagram has a smaller height', () => assert.ok(frameOf(360).height < frame.height));

test('a staircase has one step per layer, rounded to hundredths of a pixel', () => {
  const path = stairs(shape.blocks[1], shape.y);
  assert.equal(path.match(/L/g)?.length, 3);
  assert.ok(!/\.\d{3}/.test(path));
});
