import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STORY, placeOf } from '../../www/growth/story/steps.js';
import { smallPlan } from './plan.js';

/** @import { Plan } from 'densenet-web' */
/** @import { StepId, Norm, Situation } from '../../www/growth/story/steps.js' */

const layerName = (/** @type {number} */ block, /** @type {number} */ index) =>
  `features.denseblock${block}.denselayer${index}`;

/** Early layers of a block have the larger gradients. @type {Norm} */
const falling = (name) => 1 / Number(/\d+$/.exec(name)?.[0]);

/** @param {Plan} plan @param {StepId} id @param {Norm} [norm] @returns {Situation} */
function at(plan, id, norm = falling) {
  const step = STORY.find((one) => one.id === id);
  assert.ok(step);
  return step.of(plan, norm);
}

/** The small plan with other settings and only some of its layers. @param {Partial<Plan['config']>} config @param {(name: string) => boolean} [keeps] */
function variant(config, keeps = () => true) {
  const plan = smallPlan();
  return {
    ...plan,
    config: { ...plan.config, ...config },
    layers: plan.layers.filter(({ name }) => keeps(name)),
  };
}

const oneLayer = () =>
  variant({ block_config: [1] }, (name) => !/transition|denseblock2|denselayer[23]/.test(name));
const noClassifier = () => variant({ num_classes: 0 }, (name) => name !== 'classifier');
const plain = () => variant({ bn_size: null, compression_rate: 1 });
const PLANS = { small: smallPlan(), oneLayer: oneLayer(), noClassifier: noClassifier(), plain: plain() };

/** The wrong answers and their values. @param {Situation} situation */
const mistakes = ({ question }) =>
  Object.fromEntries(
    question?.options.flatMap(({ value, mistake }) => (mistake ? [[mistake, value]] : [])) ?? [],
  );

test('every step selects layers that the network has, in any network', () => {
  for (const [name, plan] of Object.entries(PLANS)) {
    const names = new Set(plan.layers.map((layer) => layer.name));
    for (const { id } of STORY) {
      const { layer, answered, cut, missing, question } = at(plan, id);
      assert.ok(names.has(layer ?? ''), `${name} ${id}: ${layer}`);
      assert.ok(names.has(answered ?? ''), `${name} ${id}: ${answered}`);
      if (cut) assert.ok(cut.reader.sources.some(({ from }) => from === cut.from));
      assert.ok(!(missing && question), `${name} ${id} is both missing and asked`);
    }
  }
});

test('every question has exactly one right answer, and differing wrong ones', () => {
  for (const plan of Object.values(PLANS))
    for (const { id } of STORY) {
      const { question } = at(plan, id);
      if (!question) continue;
      const values = question.options.map(({ value }) => value);
      assert.ok(values.length >= 2, id);
      assert.equal(new Set(values).size, values.length, id);
      const right = question.options.filter(({ mistake }) => mistake === null);
      assert.deepEqual(
        right.map(({ value }) => value),
        [question.answer],
        id,
      );
    }
});

test('a layer reads all that came before it, and the answer isn’t selected before it is given', () => {
  const growth = at(smallPlan(), 'growth');
  assert.equal(growth.question?.answer, 12);
  assert.deepEqual(mistakes(growth), { self: 16, noInput: 4 });
  assert.deepEqual([growth.layer, growth.answered], [layerName(1, 1), layerName(1, 2)]);
  const alone = at(oneLayer(), 'growth');
  assert.equal(alone.question?.answer, 8);
  assert.equal(alone.layer, 'features.conv0');
});

test('reuse cuts the block’s input off a layer in the middle of block 2', () => {
  const { cut, question, layer } = at(smallPlan(), 'reuse');
  assert.deepEqual([cut?.reader.layer, cut?.from, layer], [layerName(2, 3), 'input', layerName(2, 3)]);
  assert.equal(question?.answer, 3);
  assert.equal(at(oneLayer(), 'reuse').cut?.reader.layer, 'classifier');
  assert.equal(at(noClassifier(), 'reuse').cut?.reader.layer, layerName(2, 3));
});

test('the bottleneck’s saving is that of the layer where it is largest; where there is none, it says so', () => {
  assert.equal(at(smallPlan(), 'bottleneck').question?.answer, 16 * 36 - (16 * 8 + 288));
  assert.equal(at(plain(), 'bottleneck').missing, 'noBottleneck');
  const costly = smallPlan();
  for (const { convolutions } of costly.layers) if (convolutions) convolutions.bottleneck = 1e6;
  assert.equal(at(costly, 'bottleneck').missing, 'neverSaves');
});

test('a transition leaves θ of its channels and a quarter of their pixels', () => {
  const small = at(smallPlan(), 'transition');
  assert.equal(small.question?.answer, 8 * 16);
  assert.deepEqual(mistakes(small), { unpooled: 8 * 64, everything: 16 * 16 });
  assert.deepEqual([small.layer, small.answered], [layerName(1, 2), 'features.transition1']);
  const whole = plain();
  Object.assign(whole.layers[3], { outChannels: 16 });
  assert.deepEqual(mistakes(at(whole, 'transition')), { unpooled: 16 * 64, usualHalf: 8 * 16 });
  assert.equal(at(oneLayer(), 'transition').missing, 'noTransition');
});

test('the question about gradients is answered by what was measured, whichever is larger', () => {
  assert.equal(at(smallPlan(), 'gradients').question?.answer, 1);
  assert.equal(at(smallPlan(), 'gradients', (name) => 1 / (falling(name) ?? 1)).question?.answer, 3);
  assert.equal(at(smallPlan(), 'gradients', () => undefined).question, null);
  assert.equal(at(noClassifier(), 'gradients').missing, 'noClassifier');
  assert.equal(at(oneLayer(), 'gradients').missing, 'oneLayer');
});

test('what it costs is counted for the last dense layer', () => {
  const { facts } = at(smallPlan(), 'price');
  assert.deepEqual([facts.residual, facts.dense], [400, 64]);
});

test('an address beyond the end shows the last step', () => {
  assert.equal(placeOf(1), 0);
  assert.equal(placeOf(99), STORY.length - 1);
});
