import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocksOf, gradientPoints, gradientRange, spreadOf } from '../../www/app/gradient-points.js';
import { classesOf, shownClass } from '../../www/app/shown-class.js';
import {
  evidenceOf,
  isClipped,
  ownEnds,
  peakOf,
  signedShares,
  spanOf,
} from '../../www/growth/activation/looks.js';
import { barsOf, extremesOf, totalOf } from '../../www/growth/attribution/bars.js';
import { smallPlan } from './plan.js';

/** @import { ClassState } from '../../www/app/shown-class.js' */

/** @param {readonly number[]} values */
const parts = (values) => values.map((value) => ({ value }));

test('bars lie on both sides of a common zero, and the longest sides fill the width', () => {
  const { zero, bars } = barsOf([3, -1, 0.5, 0]);
  assert.equal(zero, 0.25);
  assert.deepEqual(bars, [
    { from: 0.25, size: 0.75 },
    { from: 0, size: 0.25 },
    { from: 0.25, size: 0.125 },
    { from: 0.25, size: 0 },
  ]);
});

test('bars of one sign begin at the edge, and without any value there is nothing to divide by', () => {
  assert.deepEqual(barsOf([1, 2]), {
    zero: 0,
    bars: [
      { from: 0, size: 0.5 },
      { from: 0, size: 1 },
    ],
  });
  assert.deepEqual(barsOf([-4]), { zero: 1, bars: [{ from: 0, size: 1 }] });
  assert.deepEqual(barsOf([0]), { zero: 0, bars: [{ from: 0, size: 0 }] });
});

test('the sum of the parts, and which count most for and against', () => {
  assert.equal(totalOf(parts([0.5, -2, 4])), 2.5);
  assert.deepEqual(extremesOf(parts([0.5, -2, 4])), { most: { value: 4 }, least: { value: -2 } });
  assert.deepEqual(extremesOf(parts([1, 2])), { most: { value: 2 }, least: null });
  assert.deepEqual(extremesOf(parts([-1])), { most: null, least: { value: -1 } });
});

test('evidence spans both signs, saliency saturates above its 99th percentile', () => {
  const data = Float32Array.from({ length: 101 }, (_, at) => at - 1);
  assert.deepEqual(spanOf('activation', { data }), { low: -1, high: 99 });
  assert.deepEqual(spanOf('grad-cam', { data }), { low: 0, high: 99 });
  assert.deepEqual(spanOf('saliency', { data }), { low: 0, high: 98 });
  assert.ok(isClipped(spanOf('saliency', { data }), { data }));
  assert.ok(!isClipped(spanOf('grad-cam', { data }), { data }));
  assert.deepEqual(peakOf({ data: new Float32Array([0, 1, 5, 2, 3, 4]), height: 2, width: 3 }), {
    row: 0,
    column: 2,
  });
});

const plan = smallPlan();
const gradients = {
  objective: { class: 0 },
  value: 1,
  input: { norm: 1, meanAbsolute: 1 },
  layers: plan.layers.map(({ name }, at) => ({ layer: name, norm: at, meanAbsolute: at / 10 })),
};

test('gradients are plotted for every layer before the classifier, and connected within a block', () => {
  const points = gradientPoints(plan, gradients, 'norm');
  assert.equal(points.length, plan.layers.filter(({ kind }) => kind !== 'classifier').length);
  assert.deepEqual(
    points.map(({ value, depth }) => value - depth),
    points.map(() => 0),
  );
  assert.deepEqual(
    blocksOf(points).map(({ block, points: within }) => [block, within.length]),
    [
      [1, 2],
      [2, 3],
    ],
  );
  const spread = spreadOf(points);
  assert.ok(spread && spread.most.value > spread.least.value);
  assert.equal(gradientPoints(plan, gradients, 'meanAbsolute')[3]?.value, 0.3);
});

test('a gradient of zero has no place on a logarithmic axis', () => {
  const points = gradientPoints(plan, gradients, 'norm');
  const [low = 0, high = 0] = gradientRange(points) ?? [];
  assert.ok(low > 0 && low < 1 && high > points.length - 1);
  assert.equal(gradientRange(points.map((point) => ({ ...point, value: 0 }))), null);
});

test('the explained class is the selected one, or else the most probable', () => {
  const predictions = [
    { index: 2, label: 'c', probability: 0.9 },
    { index: 0, label: 'a', probability: 0.1 },
  ];
  const state = (/** @type {number | null} */ selectedClass) =>
    /** @type {ClassState} */ (
      /** @type {unknown} */ ({
        result: { classification: { predictions } },
        network: { labels: ['a', 'b', 'c'] },
        selectedClass,
      })
    );
  assert.equal(shownClass(state(null))?.label, 'c');
  assert.equal(shownClass(state(0))?.label, 'a');
  assert.equal(shownClass(state(1))?.label, 'b');
  assert.equal(classesOf(state(1)).length, 3);
  // A link to a class that this network does not have.
  assert.equal(shownClass(state(7))?.label, 'c');
});

test('weak evidence against a class is seen on a scale of its own, and said in numbers', () => {
  const data = new Float32Array([40, 0, -2, -0.5]);
  const own = ownEnds(spanOf('activation', { data }));
  assert.deepEqual(own, { low: -2, high: 40 });
  assert.deepEqual([...signedShares(data, own)], [1, 0, -1, -0.25]);
  assert.deepEqual([...signedShares(new Float32Array([1, 3]), ownEnds({ low: 1, high: 4 }))], [0.25, 0.75]);
  assert.deepEqual(evidenceOf({ data }), { added: 10, taken: -0.625, worst: -2 });
});
