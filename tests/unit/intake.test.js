import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  activationKind,
  canAssume,
  factsOfError,
  fileOptions,
  isRejected,
  keepOrigins,
  withEdits,
} from '../../www/app/intake.js';
import { className, networkTitle } from '../../www/app/names.js';
import { store } from '../../www/app/store.js';
import { labelsIn, readValues, valuesOf } from '../../www/intake/form-values.js';

/** @import { Edits, Facts } from '../../www/app/intake.js' */

const CANONICAL = {
  architecture: 'densenet',
  num_classes: 2,
  label_names: ['a', 'b'],
  problem_type: 'multi_label_classification',
  op_threshs: [0.5, null],
  temperature: 2,
  threshold: 3,
  pretrained_cfg: {
    input_size: [1, 64, 64],
    crop_mode: 'center',
    colour: 'first-channel',
    mean: [0],
    std: [1],
  },
};

/** @type {Edits} */
const EDITS = {
  inputSize: [32, 48],
  mean: [0.5],
  std: [0.25],
  cropPct: 0.9,
  interpolation: 'bicubic',
  colour: 'luminance',
  activation: 'softmax',
  temperature: null,
  threshold: null,
};

/** @type {Facts} */
const FACTS = {
  metadata: {
    inputSize: { value: [64, 64], from: 'checkpoint' },
    channels: { value: 3, from: 'checkpoint' },
    colour: { value: 'rgb', from: 'default' },
    mean: { value: [0.48500001430511475, 0.5, 0.5], from: 'default' },
    std: { value: [0.25, 0.25, 0.25], from: 'file' },
    cropPct: { value: 0.875, from: 'default' },
    interpolation: { value: 'bicubic', from: 'file' },
    activation: { value: { kind: 'sigmoid' }, from: 'assumption' },
    labels: { value: ['cat', 'dog'], from: 'file' },
    temperature: { value: 1, from: 'default' },
    threshold: { value: null, from: 'default' },
  },
};

const NETWORK = { channels: 3, classes: 2 };

test('edits change the canonical config.json and leave the rest of it alone', () => {
  assert.deepEqual(withEdits(CANONICAL, 1, EDITS, ['x', 'y']), {
    architecture: 'densenet',
    num_classes: 2,
    label_names: ['x', 'y'],
    problem_type: 'single_label_classification',
    pretrained_cfg: {
      input_size: [1, 32, 48],
      crop_mode: 'center',
      crop_pct: 0.9,
      interpolation: 'bicubic',
      colour: 'luminance',
      mean: [0.5],
      std: [0.25],
    },
  });
});

test('op-norm keeps its operating points; temperature and threshold are written if they are set', () => {
  const edits = /** @type {Edits} */ ({ ...EDITS, activation: 'op-norm', temperature: 1.5, threshold: -2 });
  const config = /** @type {Record<string, unknown>} */ (withEdits(CANONICAL, 1, edits, []));
  assert.deepEqual(config.op_threshs, [0.5, null]);
  assert.equal(config.problem_type, 'multi_label_classification');
  assert.equal(config.temperature, 1.5);
  assert.equal(config.threshold, -2);
  assert.ok(!('label_names' in config));
});

test('a value that an edit leaves alone keeps its origin', () => {
  /** @type {Facts} */
  const after = {
    metadata: {
      mean: { value: [0.48500001430511475, 0.5, 0.5], from: 'file' },
      cropPct: { value: 1, from: 'given' },
    },
  };
  assert.deepEqual(keepOrigins(FACTS, after).metadata, {
    mean: { value: [0.48500001430511475, 0.5, 0.5], from: 'default' },
    cropPct: { value: 1, from: 'given' },
  });
});

test('the form shows the facts, without the digits that an f32 has not', () => {
  const values = valuesOf(FACTS);
  assert.equal(values.mean, '0.485, 0.5, 0.5');
  assert.equal(values.height, '64');
  assert.equal(values.activation, 'sigmoid');
  assert.equal(values.temperature, '1');
  assert.equal(values.threshold, '');
  assert.equal(values.labels, 'cat\ndog');
  const { problems, edits, labels } = readValues(values, NETWORK);
  assert.deepEqual(problems, {});
  assert.deepEqual(edits.mean, [0.485, 0.5, 0.5]);
  assert.deepEqual(edits.inputSize, [64, 64]);
  assert.equal(edits.threshold, null);
  assert.deepEqual(labels, ['cat', 'dog']);
});

/** @type {[Partial<import('../../www/intake/form-values.js').Values>, string][]} */
const WRONG = [
  [{ height: '0' }, 'height'],
  [{ width: '5000' }, 'width'],
  [{ width: '1.5' }, 'width'],
  [{ mean: '0.5, 0.5' }, 'mean'],
  [{ mean: '0.5, x, 0.5' }, 'mean'],
  [{ std: '0.5, 0, 0.5' }, 'std'],
  [{ cropPct: '0' }, 'cropPct'],
  [{ cropPct: '' }, 'cropPct'],
  [{ temperature: '-1' }, 'temperature'],
  [{ threshold: 'high' }, 'threshold'],
  [{ labels: 'cat' }, 'labels'],
  [{ labels: 'cat\ndog\nbird' }, 'labels'],
];

for (const [change, field] of WRONG)
  test(`the form refuses ${JSON.stringify(change)}`, () => {
    assert.deepEqual(Object.keys(readValues({ ...valuesOf(FACTS), ...change }, NETWORK).problems), [field]);
  });

test('labels may be left out, and may have empty lines at the end', () => {
  assert.deepEqual(labelsIn(' \n'), []);
  assert.deepEqual(labelsIn('cat\r\ndog\n\n'), ['cat', 'dog']);
  assert.deepEqual(readValues({ ...valuesOf(FACTS), labels: '' }, NETWORK).problems, {});
});

test('activations are names or objects; anything else is a softmax', () => {
  assert.equal(activationKind('sigmoid'), 'sigmoid');
  assert.equal(activationKind({ kind: 'op-norm', thresholds: [] }), 'op-norm');
  for (const other of [undefined, null, 'softmax', { kind: 'softmax' }, 3])
    assert.equal(activationKind(other), 'softmax');
});

test('only a result that says so is rejected', () => {
  const timings = { decode: 0, preprocess: 0, run: 0 };
  assert.equal(isRejected(null), false);
  assert.equal(isRejected({ predictions: [], rejected: false, timings }), false);
  assert.equal(isRejected({ predictions: [], rejected: true, timings }), true);
});

test('a refusal says what was seen, and whether the file can be read on an assumption', () => {
  const seen = { format: 'pytorch-zip', tensors: 3, names: ['a'], missing: ['b'], scheme: 'torchvision' };
  const facts = factsOfError({ details: { facts: seen, assumptions: ['last-relu'] } });
  assert.deepEqual(facts, {
    format: 'pytorch-zip',
    tensors: 3,
    refusal: {
      assumptions: ['last-relu'],
      names: ['a'],
      nearest: 'torchvision',
      missing: ['b'],
      unused: [],
    },
  });
  assert.equal(canAssume(facts), true);
  assert.equal(canAssume(factsOfError({ details: { facts: seen } })), false);
  assert.equal(factsOfError(new Error('x')), null);
  assert.equal(canAssume(null), false);
});

test('load gets one file as it is, several as a list, and the assumption only if it was made', () => {
  const [a, b] = [new File([], 'a'), new File([], 'b')];
  const none = { metadata: null, labels: null, assume: false };
  assert.deepEqual(fileOptions({ ...none, weights: [a] }), { weights: a });
  assert.deepEqual(fileOptions({ weights: [a, b], metadata: b, labels: a, assume: true }), {
    weights: [a, b],
    metadata: b,
    labels: a,
    assume: 'torchvision',
  });
});

test('labels are text, whatever they say', () => {
  assert.equal(className('constructor'), 'constructor');
  assert.equal(className('__proto__'), '__proto__');
  store.set({ language: 'zh' });
  assert.equal(className('cat'), '猫');
  assert.equal(networkTitle('a.pth', true), 'a.pth（按假定读取）');
  store.set({ language: 'en' });
  assert.equal(networkTitle('a.pth', true), 'a.pth (assumed)');
  assert.equal(networkTitle('a.pth', false), 'a.pth');
});
