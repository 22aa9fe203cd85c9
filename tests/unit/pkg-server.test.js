import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '../../pkg/internal/worker/server.js';

/** A fake worker scope that collects the responses. @param {Record<string, Function>} handlers */
function start(handlers) {
  const events = new EventTarget();
  /** @type {any[]} */
  const responses = [];
  /** @type {Transferable[][]} */
  const transfers = [];
  serve(
    {
      postMessage: (response, { transfer = [] }) => {
        responses.push(response);
        transfers.push(transfer);
      },
      addEventListener: (type, listener) => events.addEventListener(type, listener),
    },
    /** @type {any} */ (handlers),
  );
  /** @param {string} type @param {object} properties */
  const emit = (type, properties) => events.dispatchEvent(Object.assign(new Event(type), properties));
  return { responses, transfers, emit, send: (/** @type {object} */ data) => emit('message', { data }) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('requests are handled one at a time, in order', async () => {
  /** @type {string[]} */
  const steps = [];
  const worker = start({
    async load(/** @type {string} */ name) {
      steps.push(`${name} starts`);
      await settled();
      steps.push(`${name} ends`);
      return name;
    },
  });
  worker.send({ id: 1, method: 'load', args: 'first' });
  worker.send({ id: 2, method: 'load', args: 'second' });
  while (worker.responses.length < 3) await settled();
  assert.deepEqual(steps, ['first starts', 'first ends', 'second starts', 'second ends']);
  assert.deepEqual(worker.responses, [
    { ready: true },
    { id: 1, result: 'first' },
    { id: 2, result: 'second' },
  ]);
});

test('a request that gives way is overtaken by those that came since, which keep their order', async () => {
  /** @type {string[]} */
  const steps = [];
  const worker = start({
    async measureReuse(/** @type {number} */ rounds, /** @type {any} */ { giveWay, signal }) {
      for (let round = 0; round < rounds && !signal.aborted; round++) {
        steps.push(`round ${round}`);
        await giveWay();
      }
      return signal.aborted ? 'aborted' : 'measured';
    },
    async featureMaps(/** @type {string} */ layer) {
      await settled();
      steps.push(layer);
      return layer;
    },
  });
  worker.send({ id: 1, method: 'measureReuse', args: 3 });
  worker.send({ id: 2, method: 'featureMaps', args: 'a' });
  worker.send({ id: 3, method: 'featureMaps', args: 'b' });
  while (worker.responses.length < 4) await settled();
  assert.deepEqual(steps, ['round 0', 'a', 'b', 'round 1', 'round 2']);
  assert.deepEqual(
    worker.responses.slice(1).map(({ id }) => id),
    [2, 3, 1],
  );

  worker.send({ id: 4, method: 'measureReuse', args: Infinity });
  while (steps.length < 20) await settled();
  worker.send({ cancel: 4 });
  worker.send({ id: 5, method: 'featureMaps', args: 'c' });
  while (worker.responses.length < 6) await settled();
  assert.deepEqual(
    worker.responses.find(({ id }) => id === 4),
    { id: 4, result: 'aborted' },
  );
});

test('while there is no request, the network is tuned; a request is never kept waiting for more than a slice', async () => {
  /** @type {string[]} */
  const steps = [];
  const worker = start({
    async classify(/** @type {string} */ name) {
      steps.push(name);
      return {};
    },
    async tune() {
      steps.push('slice');
      // Arrives during the second slice.
      if (steps.length === 3) worker.send({ id: 2, method: 'classify', args: 'second' });
      await settled();
      if (steps.length > 6) throw new Error('lost');
      return true;
    },
  });
  worker.send({ id: 1, method: 'classify', args: 'first' });
  await settled();
  assert.deepEqual(steps, ['first'], 'not at once');
  while (steps.length < 7) await settled();
  assert.deepEqual(steps, ['first', 'slice', 'slice', 'second', 'slice', 'slice', 'slice']);
  worker.send({ id: 3, method: 'classify', args: 'third' });
  while (worker.responses.length < 4) await settled();
  assert.equal(worker.responses.length, 4, 'a failure of tuning is not reported');
});

test('another engine is reported before the response of the request that moved to it', async () => {
  const worker = start({
    async featureMaps(/** @type {object} */ args, /** @type {any} */ { reportEngine }) {
      reportEngine({ kind: 'cpu' });
      return {};
    },
  });
  worker.send({ id: 1, method: 'featureMaps', args: {} });
  while (worker.responses.length < 3) await settled();
  assert.deepEqual(worker.responses.slice(1), [{ engine: { kind: 'cpu' } }, { id: 1, result: {} }]);
});

test('progress is reported, and numbers are transferred', async () => {
  const data = new Float32Array(3);
  const worker = start({
    async embed(/** @type {object} */ args, /** @type {any} */ { report }) {
      report({ phase: 'code', loaded: 1, total: null });
      return { data };
    },
  });
  worker.send({ id: 7, method: 'embed', args: {} });
  await settled();
  const progress = { phase: 'code', loaded: 1, total: null };
  assert.deepEqual(worker.responses.slice(1), [
    { id: 7, progress },
    { id: 7, result: { data } },
  ]);
  assert.deepEqual(worker.transfers.at(-1), [data.buffer]);
});

test('a queued request can be cancelled', async () => {
  const worker = start({
    classify: async (/** @type {object} */ args, /** @type {any} */ { signal }) => signal.aborted,
  });
  worker.send({ id: 1, method: 'classify', args: {} });
  worker.send({ cancel: 1 });
  worker.send({ cancel: 99 });
  await settled();
  assert.deepEqual(worker.responses[1], { id: 1, result: true });
});

test('an error only fails its own request, and a trap is fatal', async () => {
  const details = { problem: 'unknown-layer', layer: 'x' };
  const error = Object.assign(new Error('there is no layer x'), { code: 'unknown-layer', details });
  const worker = start({
    async featureMaps() {
      throw error;
    },
    async classify() {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  });
  worker.send({ id: 1, method: 'featureMaps', args: {} });
  worker.send({ id: 2, method: 'classify', args: {} });
  await settled();
  const [, failure, { fatal }] = worker.responses;
  assert.deepEqual(failure, { id: 1, error: { code: 'unknown-layer', message: error.message, details } });
  assert.equal(fatal.code, 'out-of-memory');
  assert.deepEqual(fatal.details, { problem: 'memory-exhausted', reason: 'unreachable' });
});

test('traps are told apart', () => {
  const problemOf = (/** @type {Error} */ error) => {
    const worker = start({});
    worker.emit('error', { error });
    return worker.responses[1].fatal.details;
  };
  const stack = new RangeError('Maximum call stack size exceeded');
  assert.deepEqual(problemOf(stack), { problem: 'trapped', reason: stack.message });
  const allocation = new RangeError('Array buffer allocation failed');
  assert.deepEqual(problemOf(allocation), { problem: 'memory-exhausted', reason: allocation.message });
  const bounds = new WebAssembly.RuntimeError('memory access out of bounds');
  assert.deepEqual(problemOf(bounds), { problem: 'trapped', reason: bounds.message });
  try {
    Object.assign(globalThis, { densenetPanic: 'panicked at src/lib.rs:1' });
    const panic = new WebAssembly.RuntimeError('unreachable');
    assert.deepEqual(problemOf(panic), { problem: 'trapped', reason: 'panicked at src/lib.rs:1' });
  } finally {
    Reflect.deleteProperty(globalThis, 'densenetPanic');
  }
});

test('a trap inside a future, which never settles, is fatal too', () => {
  const worker = start({});
  worker.emit('error', { error: new WebAssembly.RuntimeError('unreachable') });
  worker.emit('unhandledrejection', { reason: new Error('lost') });
  const reasons = worker.responses.slice(1).map(({ fatal }) => fatal.details.reason);
  assert.deepEqual(reasons, ['unreachable', 'lost']);
});
