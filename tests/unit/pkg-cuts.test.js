import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WorkerClient } from '../../pkg/internal/page/worker-client.js';
import { WorkerPool } from '../../pkg/internal/page/worker-pool.js';
import { withCuts, withoutCuts } from '../../pkg/internal/worker/cuts.js';

/** @import { Cut } from '../../pkg/index.js' */

const A = { layer: 'a', from: 'input' };
const B = { layer: 'a', from: 'input', channel: 0 };
const C = { layer: 'c' };

test('a cut is in the list once, and each is its own', () => {
  assert.deepEqual(withCuts([A], [B, { ...A }, C, C]), [A, B, C]);
  assert.deepEqual(withoutCuts([A, B, C], [{ ...B }, { layer: 'unknown' }]), [A, C]);
  assert.deepEqual(withoutCuts([A], []), [A]);
});

/** Workers that have nothing but cuts, and refuse one. */
class CutWorker {
  /** @type {CutWorker[]} */
  static all = [];
  /** @type {readonly Cut[]} */
  cuts = [];
  /** @type {string[]} */
  methods = [];
  /** @type {(event: { data: object }) => void} */
  onmessage = () => {};
  /** @type {(event: object) => void} */
  onerror = () => {};
  constructor() {
    CutWorker.all.push(this);
  }
  terminate() {}
  /** @param {any} request */
  postMessage({ id, method, args }) {
    this.methods.push(method);
    queueMicrotask(() => this.onmessage({ data: { id, ...this.respond(method, args) } }));
  }
  /** @param {string} method @param {any} args */
  respond(method, args) {
    if (method === 'checkpoint') return { result: { weights: new Blob(), metadata: '{}', cuts: this.cuts } };
    if (method === 'classify') return { result: result(args.images.length) };
    if (args.cuts?.some((/** @type {Cut} */ cut) => cut.layer === 'bad')) {
      return { error: { code: 'invalid-input', message: 'bad', details: { problem: 'unknown-layer' } } };
    }
    if (method === 'load' || method === 'cut') this.cuts = withCuts(this.cuts, args.cuts);
    if (method === 'restore') this.cuts = args.cuts ? withoutCuts(this.cuts, args.cuts) : [];
    return { result: structuredClone(method === 'load' ? loaded(this.cuts) : this.cuts) };
  }
}

const stats = { weightBytes: 1 };
const loaded = (/** @type {readonly Cut[]} */ cuts) => ({ cuts, stats, engine: { kind: 'cpu' } });
const result = (/** @type {number} */ images) => ({
  results: Array(images).fill({ predictions: [] }),
  timings: {},
  hasRun: true,
  stats,
});

const globals = { Worker: CutWorker, OffscreenCanvas: class {}, navigator: { hardwareConcurrency: 4 } };
before(() => {
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true });
});
after(() => Object.keys(globals).forEach((name) => Reflect.deleteProperty(globalThis, name)));

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A pool of three workers. @param {Cut[]} cuts from the start */
async function start(cuts) {
  CutWorker.all = [];
  const client = new WorkerClient();
  const args = /** @type {any} */ ({ source: { kind: 'url' }, cuts, timeout: 1000 });
  const network = /** @type {any} */ (await client.call('load', args));
  return new WorkerPool(client, network, args, 3);
}

const OPTIONS = { topK: 1, timeLayers: false, skip: false };
const image = { data: new Uint8ClampedArray(4), width: 1, height: 1 };

test('every worker has the same cuts, also those that start later', async () => {
  const pool = await start([A]);
  assert.deepEqual(pool.network.cuts, [A]);
  assert.ok(Object.isFrozen(pool.network.cuts) && Object.isFrozen(pool.network.cuts[0]));
  await pool.changeCuts('cut', { cuts: [B] });
  // The helpers start now, and load what the first one has at this point.
  const running = pool.run('classify', [image, image], OPTIONS);
  const changing = [pool.changeCuts('cut', { cuts: [C] }), pool.changeCuts('restore', { cuts: [A] })];
  await Promise.all([running, ...changing]);
  while (pool.workers < 3) await settled();
  await settled();
  assert.equal(CutWorker.all.length, 3);
  for (const worker of CutWorker.all) assert.deepEqual(worker.cuts, [B, C]);
  assert.deepEqual(CutWorker.all[1].methods, ['load', 'cut', 'restore']);
  assert.deepEqual(pool.network.cuts, [B, C]);
});

test('cuts that are refused change nothing, and a worker that replaces a crashed one gets the rest', async () => {
  const pool = await start([A]);
  const failed = pool.changeCuts('cut', { cuts: [{ layer: 'bad' }] });
  const next = pool.changeCuts('cut', { cuts: [C] });
  await assert.rejects(failed, { code: 'invalid-input' });
  await next;
  assert.deepEqual(pool.network.cuts, [A, C]);
  CutWorker.all[0].onmessage({ data: { ready: true } });
  CutWorker.all[0].onerror({ preventDefault() {}, message: 'crashed' });
  await pool.changeCuts('cut', { cuts: [B] });
  assert.equal(CutWorker.all.length, 2);
  assert.deepEqual(CutWorker.all[1].methods, ['load', 'cut']);
  assert.deepEqual(CutWorker.all[1].cuts, [A, C, B]);
  assert.deepEqual(pool.network.cuts, [A, C, B]);
  await pool.changeCuts('restore', { cuts: null });
  assert.deepEqual(pool.network.cuts, []);
});
