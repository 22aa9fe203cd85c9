import assert from 'node:assert/strict';
import { test } from 'node:test';
import { denseLayers } from '../../www/app/layers.js';
import { readChoice, writeChoice } from '../../www/explore/choice/config.js';
import { findBadNumber, findProblem } from '../../www/explore/choice/problem.js';
import { chosenLayer } from '../../www/explore/choice/plans.js';
import { smallPlan } from './plan.js';

const { config } = smallPlan();

test('a URL without parameters means the first preset', () => {
  assert.deepEqual(readChoice({}), { net: 'densenet121', changes: {}, size: null });
});

test('every URL parameter is read', () => {
  const params = {
    net: 'densenet_bc_100_12',
    k: '24',
    blocks: '6-12',
    bn: 'none',
    theta: '0.3',
    init: '16',
    classes: '7',
    stem: 'imagenet',
    size: '64',
  };
  assert.deepEqual(readChoice(params), {
    net: 'densenet_bc_100_12',
    changes: {
      growth_rate: 24,
      block_config: [6, 12],
      bn_size: null,
      compression_rate: 0.3,
      num_init_features: 16,
      num_classes: 7,
      stem: 'imagenet',
    },
    size: 64,
  });
});

test('invalid parameters are dropped; impossible numbers are kept so that they can be explained', () => {
  const params = { net: 'resnet50', k: 'many', blocks: '6-x', theta: '', stem: 'steam', size: 'big' };
  assert.deepEqual(readChoice(params), { net: 'densenet121', changes: {}, size: null });
  assert.deepEqual(readChoice({ blocks: '6--1', k: '0' }).changes, { block_config: [6, -1], growth_rate: 0 });
});

test('only differences from the preset are written, and they are read back', () => {
  assert.deepEqual(writeChoice('densenet121', config, config, null), { net: 'densenet121' });
  const changed = { ...config, growth_rate: 5, block_config: [2, -3], bn_size: null };
  const params = writeChoice('densenet121', config, changed, 16);
  assert.deepEqual(params, { net: 'densenet121', k: '5', blocks: '2--3', bn: 'none', size: '16' });
  const { changes, size } = readChoice(params);
  assert.deepEqual({ ...config, ...changes }, changed);
  assert.equal(size, 16);
});

test('finds the first number that is not a whole number, with its block', () => {
  assert.equal(findBadNumber(config, null), null);
  assert.equal(findBadNumber({ ...config, bn_size: null }, 8), null);
  const wrongOf = (/** @type {Partial<typeof config>} */ changes, /** @type {number | null} */ size = null) =>
    findProblem(findBadNumber({ ...config, ...changes }, size)).wrong;
  assert.deepEqual(wrongOf({ growth_rate: 1.5 }), { field: 'growth_rate', index: null });
  assert.deepEqual(wrongOf({ block_config: [2, 0] }), { field: 'block_config', index: 1 });
  assert.deepEqual(wrongOf({}, 2 ** 32), { field: 'size', index: null });
  // The package rejects such a size before reading it.
  assert.deepEqual(wrongOf({}, 2 ** 16), { field: 'size', index: null });
});

test('problems with a number are described in words', () => {
  const half = findProblem(findBadNumber({ ...config, growth_rate: 1.5 }, null));
  assert.equal(half.message, 'This configuration is not a valid network.');
  assert.equal(half.detail, 'Growth rate: this must be a whole number, 1 or more.');
  const huge = findProblem(findBadNumber({ ...config, block_config: [2, 2 ** 40] }, null));
  assert.equal(huge.detail, 'Layers in block 2: this number is far too large.');
});

test("the field that the package's error is about is marked", () => {
  const found = (/** @type {object} */ details) => findProblem({ code: 'invalid-config', details });
  const range = { problem: 'out-of-range', min: 1, max: 1000, excluded: null, found: 5000 };
  assert.deepEqual(found({ ...range, field: 'block_config', index: 1 }), {
    message: 'This configuration is not a valid network.',
    detail: 'Layers in block 2: this must be from 1 to 1000.',
    wrong: { field: 'block_config', index: 1 },
  });
  assert.deepEqual(found({ ...range, field: 'block_config', index: null }).wrong, {
    field: 'block_config',
    index: null,
  });
  assert.equal(
    found({ ...range, field: 'compression_rate', index: null, min: 0, max: 1, excluded: 'min' }).detail,
    'Compression rate: this must be above 0 and at most 1.',
  );
  assert.deepEqual(found({ problem: 'no-channels-left', field: 'compression_rate', transition: 2 }).wrong, {
    field: 'compression_rate',
    index: null,
  });
  assert.deepEqual(found({ problem: 'input-too-small', height: 16, width: 16 }).wrong, {
    field: 'size',
    index: null,
  });
  assert.equal(found({ problem: 'too-large', sum: 'parameters' }).wrong, null);
});

test('the chosen layer is the one in the URL, or the one with the most input channels', () => {
  const plan = smallPlan();
  assert.equal(denseLayers(plan).length, 5);
  assert.equal(chosenLayer(plan, 'features.denseblock1.denselayer1'), plan.layers[1]);
  assert.equal(chosenLayer(plan, 'features.transition1'), plan.layers[6]);
  assert.equal(chosenLayer(plan, null), plan.layers[6]);
});
