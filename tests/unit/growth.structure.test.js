import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedsOf, firstChoice, maxChannels, stepNamed, stepsOf } from '../../www/growth/structure.js';
import { smallPlan } from './plan.js';

const plan = smallPlan();
const steps = stepsOf(plan);

test("a layer's sources add up to its input channels", () => {
  for (const { layer, reads } of steps)
    assert.equal(
      reads.reduce((sum, { channels }) => sum + channels, 0),
      layer.inChannels,
      layer.name,
    );
});

test('a dense layer reads the input of its block and every layer before it', () => {
  const names = steps[6].reads.map(({ name }) => name);
  assert.deepEqual(names, [
    'features.transition1',
    'features.denseblock2.denselayer1',
    'features.denseblock2.denselayer2',
  ]);
  assert.deepEqual(
    steps[6].reads.map(({ kind, block, index }) => [kind, block, index]),
    [
      ['input', 2, 0],
      ['layer', 2, 1],
      ['layer', 2, 2],
    ],
  );
});

test('the stem reads the image; the final norm does not mix channels', () => {
  assert.deepEqual(steps[0].reads, [{ kind: 'picture', name: null, block: 0, index: 0, of: 0, channels: 3 }]);
  assert.deepEqual(steps[8].reads, steps[7].reads);
});

test('the final norm feeds the classifier, and no layer feeds the stem', () => {
  assert.deepEqual(feedsOf(plan, steps[8]), [steps[7].makes]);
  assert.deepEqual(feedsOf(plan, steps[0]), []);
  assert.equal(feedsOf(plan, steps[6]).length, 3);
});

test('layers are found by name, and the default layer is in the second block', () => {
  assert.equal(stepNamed(plan, 'features.transition1'), steps[3]);
  assert.equal(stepNamed(plan, 'features.nothing'), null);
  assert.equal(stepNamed(plan, null), null);
  assert.equal(firstChoice(plan), steps[6]);
});

test('the widest point is the end of the last block', () => assert.equal(maxChannels(plan), 20));

test('a plan is traced once', () => assert.equal(stepsOf(plan), steps));
