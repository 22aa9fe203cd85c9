import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createError as createPageError, PROBLEMS as PAGE } from '../../pkg/internal/page/errors.js';
import { PROBLEMS as STARTING } from '../../pkg/internal/page/start-errors.js';
import { DenseNetError, fromPlain, messageOf, toPlain } from '../../pkg/internal/shared/error.js';
import { PROBLEMS as INLINE } from '../../pkg/internal/inline/errors.js';
import { PROBLEMS as NODE } from '../../pkg/internal/node/errors.js';
import { createError, locateError, PROBLEMS as WORKER } from '../../pkg/internal/worker/errors.js';

/** @import { DenseNetErrorCode, DenseNetErrorDetails, PackageErrorDetails } from '../../pkg/index.js' */
/** @import { Problems } from '../../pkg/internal/shared/error.js' */

/** Every problem has a message: tsc checks that none is missing. Unexpected errors have their own. @type {Omit<Problems, 'unexpected'>} */
const ALL = { ...PAGE, ...STARTING, ...WORKER, ...INLINE, ...NODE };

/** Values for the parameters of every message. */
const VALUES = {
  argument: 'labels',
  min: 1,
  max: 64,
  found: '0',
  engines: ['cpu'],
  errors: [{ engine: 'cpu', error: { message: 'it is too slow' } }],
  precisions: ['f32'],
  models: ['densenet'],
  classes: 10,
  options: ['model', 'weights'],
  option: 'engin',
  field: 'bnSize',
  suggestion: 'engine',
  url: 'https://example.com/a',
  reason: 'because',
  type: 'ImageBitmap',
  image: 3,
  what: 'weights',
  status: 404,
  loaded: 7,
  timeout: 30_000,
  bytes: 8,
  expected: 'ab',
  width: 2,
  height: 3,
  name: 'cat.jpg',
  format: 'TIFF',
  origin: 'https://page.example',
  needed: "'self'",
  scope: 'SharedWorkerGlobalScope',
};

test('problems and messages correspond one to one', () => {
  const ids = [PAGE, STARTING, WORKER, INLINE, NODE].flatMap((problems) => Object.keys(problems));
  assert.equal(new Set(ids).size, ids.length);
  const messages = Object.values(ALL).map(([, message]) => message(/** @type {any} */ (VALUES)));
  assert.equal(new Set(messages).size, messages.length);
  for (const message of messages) {
    assert.doesNotMatch(message, /undefined|null|\[object|NaN/);
    assert.ok(message.length > 10);
  }
  for (const id of ids) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('an error can be transferred between threads', () => {
  const error = createError({ problem: 'http-status', what: 'image', url: 'a.jpg', status: 404 });
  const plain = toPlain(error);
  assert.deepEqual(structuredClone(plain), plain);
  const copy = fromPlain(plain);
  assert.ok(copy instanceof DenseNetError);
  assert.deepEqual({ ...copy }, { ...error });
  assert.equal(copy.message, error.message);
  assert.match(copy.message, /404/);
});

test("the WebAssembly's errors keep their code and details", () => {
  const details = { problem: 'missing-tensor', tensor: 'features.conv0.weight' };
  const error = Object.assign(new Error('it is missing'), { code: 'invalid-weights', details });
  assert.deepEqual(toPlain(error), { code: 'invalid-weights', message: 'it is missing', details });
});

test('anything else is an internal error', () => {
  assert.deepEqual(toPlain(new TypeError('oh')), {
    code: 'internal',
    message: 'TypeError: oh',
    details: { problem: 'unexpected', name: 'TypeError', reason: 'oh' },
  });
  // The code of a DOMException is a number.
  assert.equal(toPlain(new DOMException('stop', 'AbortError')).code, 'internal');
  assert.equal(toPlain('text').message, 'text');
  assert.equal(messageOf(undefined), 'undefined');
});

test('the error for an image of a batch gives its position and keeps its details', () => {
  const cause = createError({ problem: 'no-canvas-context' });
  const error = /** @type {DenseNetError} */ (locateError(cause, 2, 5));
  assert.equal(error.code, 'unsupported');
  assert.equal(error.message, `image 3 of 5: ${cause.message}`);
  assert.deepEqual(error.details, { problem: 'no-canvas-context', image: 2, count: 5 });
  assert.equal(error.cause, cause);
});

test('traps and aborts get no position', () => {
  for (const error of [new WebAssembly.RuntimeError('unreachable'), new DOMException('stop', 'AbortError')]) {
    assert.equal(locateError(error, 0, 2), error);
  }
});

test("an error's cause is kept", () => {
  const cause = new Error('inner');
  assert.equal(createPageError({ problem: 'unreadable-canvas', reason: 'inner' }, { cause }).cause, cause);
});
