import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOptions } from '../../pkg/internal/page/check.js';
import { LOAD_OPTIONS, requestedWorkers, toLoadArguments } from '../../pkg/internal/page/load-options.js';

/** @import { LoadOptions } from '../../pkg/index.js' */

/** The details of the error caused by options. @param {any} options */
function detailsOf(options) {
  try {
    const checked = checkOptions(options, LOAD_OPTIONS);
    requestedWorkers(checked);
    toLoadArguments(checked);
  } catch (error) {
    const { code, details } = /** @type {import('../../pkg/index.js').DenseNetError} */ (error);
    assert.equal(code, 'invalid-argument');
    return details;
  }
  throw new assert.AssertionError({ message: 'no error' });
}

test('without options, the bundled network is loaded with its own metadata', () => {
  const { source, metadata, ...others } = toLoadArguments({});
  assert.ok(source.kind === 'url' && metadata.kind === 'url');
  assert.match(source.url, /\/pkg\/models\/densenet40_k12_bc_cifar10\.safetensors$/);
  assert.equal(source.cache, false);
  assert.match(metadata.url, /\/pkg\/models\/densenet40_k12_bc_cifar10\.json$/);
  assert.equal(metadata.isOptional, false);
  assert.deepEqual(others, {
    engines: ['auto'],
    precision: 'auto',
    threads: Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, 8),
    labels: null,
    assume: null,
    cuts: [],
    reading: null,
    sha256: null,
    timeout: 30_000,
    credentials: 'omit',
    reportsProgress: false,
  });
});

test('options are sent to the worker as plain data', () => {
  const labels = Object.freeze(['a', 'b']);
  const sha256 = 'AB'.repeat(32);
  const onProgress = () => {};
  const assume = 'torchvision';
  const args = toLoadArguments({ engine: 'cpu', precision: 'f16', labels, assume, sha256, onProgress });
  assert.deepEqual(args.engines, ['cpu']);
  assert.deepEqual(toLoadArguments({ engine: ['webgpu', 'cpu'] }).engines, ['webgpu', 'cpu']);
  assert.equal(args.precision, 'f16');
  assert.deepEqual(args.labels, { kind: 'list', labels: ['a', 'b'] });
  assert.equal(args.assume, 'torchvision');
  assert.equal(args.sha256, 'ab'.repeat(32));
  assert.equal(args.reportsProgress, true);
  assert.deepEqual(structuredClone(args), args);
});

/** @type {[any, object][]} */
const WRONG_TYPES = [
  [null, { argument: 'options' }],
  ['cpu', { argument: 'options' }],
  [{ signal: {} }, { argument: 'signal' }],
  [{ signal: { throwIfAborted() {} } }, { argument: 'signal' }],
  [{ onProgress: 3 }, { argument: 'onProgress' }],
  [{ labels: 3 }, { argument: 'labels' }],
  [{ assume: true }, { argument: 'assume' }],
  [{ weights: [] }, { argument: 'weights' }],
  [{ labels: ['a', 3] }, { argument: 'labels' }],
  [{ labels: new Array(2) }, { argument: 'labels' }],
  [{ sha256: 'abc' }, { argument: 'sha256' }],
  [{ metadata: 3 }, { argument: 'metadata' }],
  [{ metadata: null }, { argument: 'metadata' }],
  [{ random: 3 }, { argument: 'random' }],
  [{ random: null }, { argument: 'random' }],
  [{ weights: [1, 2] }, { argument: 'weights' }],
  [{ cuts: 'features.conv0' }, { argument: 'cut' }],
  [{ cuts: [null] }, { argument: 'cut' }],
  [{ cuts: [{ from: 'input' }] }, { argument: 'layer' }],
  [{ cuts: [{ layer: 'a', from: 3 }] }, { argument: 'from' }],
];

for (const [options, details] of WRONG_TYPES) {
  test(`wrong type: ${JSON.stringify(options)}`, () => {
    assert.deepEqual(detailsOf(options), { problem: 'wrong-type', ...details });
  });
}

test('errors for unknown values list the known ones', () => {
  for (const engine of [[], ['cpu', 'gpu'], [['cpu']]]) {
    assert.equal(detailsOf({ engine }).problem, 'unknown-engine');
  }
  assert.deepEqual(detailsOf({ engine: 'gpu' }), {
    problem: 'unknown-engine',
    found: '"gpu"',
    engines: ['auto', 'webgpu', 'cpu', 'burn'],
  });
  assert.deepEqual(detailsOf({ precision: 16 }), {
    problem: 'unknown-precision',
    found: '16',
    precisions: ['auto', 'f32', 'f16'],
  });
  assert.deepEqual(detailsOf({ model: 'densenet9000' }), {
    problem: 'unknown-model',
    found: '"densenet9000"',
    models: ['densenet40_k12_bc_cifar10'],
  });
});

test('unknown options are rejected with a suggestion', () => {
  for (const [option, suggestion] of [
    ['engin', 'engine'],
    ['onprogress', 'onProgress'],
    ['lables', 'labels'],
    ['sha_256', 'sha256'],
    ['quality', null],
  ]) {
    assert.deepEqual(detailsOf({ [String(option)]: 'cpu' }), {
      problem: 'unknown-option',
      option,
      suggestion,
    });
  }
});

test('the signal can be null or undefined, and options are read only once', () => {
  let reads = 0;
  const { signal } = new AbortController();
  const options = {
    get signal() {
      reads++;
      return signal;
    },
  };
  assert.equal(checkOptions(options, ['signal']).signal, signal);
  assert.equal(reads, 1);
  const none = /** @type {{ signal?: AbortSignal | null }} */ ({ signal: null });
  assert.equal(checkOptions(none, ['signal']).signal, undefined);
});

test('cuts are copied, one at a time, and their fields are checked', () => {
  const cut = { layer: 'features.transition1', from: 'input', channel: 3 };
  const { cuts } = toLoadArguments({ cuts: [cut, { layer: 'a', from: undefined }] });
  assert.deepEqual(cuts, [cut, { layer: 'a' }]);
  assert.notEqual(cuts[0], cut);
  assert.deepEqual(detailsOf({ cuts: [{ layer: 'a', form: 'input' }] }), {
    problem: 'unknown-option',
    option: 'form',
    suggestion: 'from',
  });
  for (const channel of [-1, 1.5, '3', null]) {
    const { problem, argument } = /** @type {any} */ (detailsOf({ cuts: [{ layer: 'a', channel }] }));
    assert.deepEqual([problem, argument], ['not-an-integer-in-range', 'channel']);
  }
});

test('sources are mutually exclusive', () => {
  assert.deepEqual(detailsOf({ model: 'a', random: {} }), {
    problem: 'exclusive-options',
    options: ['model', 'random'],
  });
});

test('`timeout` is a number of milliseconds', () => {
  assert.equal(toLoadArguments({ timeout: 1 }).timeout, 1);
  assert.equal(toLoadArguments({ timeout: Infinity }).timeout, Infinity);
  for (const timeout of [0, -1, NaN, 1.5, '9']) {
    const { problem, argument } = /** @type {any} */ (detailsOf({ timeout }));
    assert.deepEqual([problem, argument], ['not-an-integer-in-range', 'timeout']);
  }
});

test('`workers` is an integer from 1 to 64', () => {
  assert.equal(requestedWorkers({}), null);
  assert.equal(requestedWorkers({ workers: 64 }), 64);
  for (const workers of [0, 1.5, 65, '2', null]) {
    assert.deepEqual(detailsOf({ workers }), {
      problem: 'not-an-integer-in-range',
      argument: 'workers',
      min: 1,
      max: 64,
      found: JSON.stringify(workers),
    });
  }
});
