import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WorkerClient } from '../../pkg/internal/page/worker-client.js';
import { DenseNetError } from '../../pkg/internal/shared/error.js';

/** Responds to every request with its method and arguments, and rejects what can't be cloned, like a real worker. */
class EchoWorker {
  /** @type {(event: { data: object }) => void} */
  onmessage = () => {};
  terminate() {}
  /** @param {any} request */
  postMessage(request) {
    const { id, method, args } = structuredClone(request);
    if (id) queueMicrotask(() => this.onmessage({ data: { id, result: [method, args] } }));
  }
}

before(() => Object.assign(globalThis, { Worker: EchoWorker, OffscreenCanvas: class {} }));
after(() => ['Worker', 'OffscreenCanvas'].forEach((name) => Reflect.deleteProperty(globalThis, name)));

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** Arguments that fail somewhere between the call and the response. @type {[string, () => any][]} */
const BAD = [
  ['a rejected promise', () => Promise.reject(new TypeError('no'))],
  ['a promise rejected with nothing', () => Promise.reject(undefined)],
  ['a function', () => ({ layer: () => {} })],
  ['a getter that throws', () => ({ get images() { throw new RangeError('no'); } })], // prettier-ignore
  ['images that are none', () => ({ images: [undefined] })],
  ['a revoked proxy', revoked],
  ['a `then` that throws', () => ({ get then() { throw new Error('no'); } })], // prettier-ignore
];

for (const [name, args] of BAD) {
  test(`${name}: the call fails, and the next one works`, async () => {
    const client = new WorkerClient();
    const failed = client.call('classify', args());
    const next = client.call('featureMaps', { call: 1, layer: 'a' });
    await assert.rejects(failed, (error) => error instanceof DenseNetError);
    assert.deepEqual(await next, ['featureMaps', { call: 1, layer: 'a' }]);
  });
}

test('a signal that throws only fails its own call', async () => {
  const client = new WorkerClient();
  const signal = Object.defineProperty(new AbortController().signal, 'aborted', {
    get() {
      throw new Error('no');
    },
  });
  await assert.rejects(client.call('featureReuse', {}, { signal }), { code: 'invalid-argument' });
  assert.deepEqual(await client.call('featureReuse', {}), ['featureReuse', {}]);
});

test('requests are sent in call order, however long their arguments take', async () => {
  const client = new WorkerClient();
  /** @type {string[]} */
  const order = [];
  const slow = new Promise((resolve) => setTimeout(resolve, 20, { call: 1, layer: 'a' }));
  const calls = [client.call('featureMaps', /** @type {any} */ (slow)), client.call('featureReuse', {})];
  await Promise.all(calls.map(async (call) => order.push(/** @type {any} */ (await call)[0])));
  assert.deepEqual(order, ['featureMaps', 'featureReuse']);
});
