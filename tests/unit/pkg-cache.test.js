import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { readToArray } from '../../pkg/internal/worker/content.js';

const URL_ = 'https://example.com/net.safetensors';
const BYTES = Uint8Array.from([1, 2, 3, 4]);

/** Counts imports, so that each test gets a fresh copy of the module. */
let copies = 0;
/** @returns {Promise<typeof import('../../pkg/internal/shared/cache.js')>} */
const load = () => import(`../../pkg/internal/shared/cache.js?${copies++}`);

/** A fake Cache Storage that can be made to fail. @param {object} [faults] */
function install(faults = {}) {
  /** @type {Map<string, Response>} */
  const files = new Map();
  const cache = {
    match: async (/** @type {string} */ url) => files.get(url)?.clone(),
    put: async (/** @type {string} */ url, /** @type {Response} */ response) => void files.set(url, response),
    delete: async (/** @type {string} */ url) => files.delete(url),
    ...faults,
  };
  const caches = { open: async () => cache, delete: async () => files.clear(), ...faults };
  Object.defineProperty(globalThis, 'caches', { value: caches, configurable: true });
  return files;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'caches'));

test('files are stored with a checksum and with what is known about their metadata', async () => {
  const files = install();
  const { readCache, writeCache } = await load();
  await writeCache(URL_, () => BYTES);
  assert.match(files.get(URL_)?.headers.get('densenet-checksum') ?? '', /^[0-9a-f]{64}$/);
  assert.equal(files.get(URL_)?.headers.get('densenet-size'), '4');
  const kept = await readCache(URL_, readToArray);
  assert.deepEqual([[...(kept?.content.bytes ?? [])], kept?.isBare], [[1, 2, 3, 4], false]);
  await writeCache(URL_, () => BYTES, true);
  assert.equal((await readCache(URL_, readToArray))?.isBare, true);
  assert.equal(await readCache('https://example.com/other', readToArray), null);
});

for (const isSecure of [true, false]) {
  test(`every flipped bit of a cached file is detected, ${isSecure ? 'with' : 'without'} Web Crypto`, async () => {
    const files = install();
    const { crypto } = globalThis;
    if (!isSecure) Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    try {
      const { readCache, writeCache } = await load();
      await writeCache(URL_, () => BYTES);
      assert.ok(await readCache(URL_, readToArray));
      const headers = files.get(URL_)?.headers;
      for (let bit = 0; bit < 8 * BYTES.length; bit++) {
        const flipped = BYTES.slice();
        flipped[bit >> 3] ^= 1 << (bit & 7);
        files.set(URL_, new Response(flipped, { headers }));
        assert.equal(await readCache(URL_, readToArray), null);
      }
      files.set(URL_, new Response(BYTES));
      assert.equal(await readCache(URL_, readToArray), null);
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
    }
  });
}

const reject = async () => {
  throw new Error('the disk is broken');
};
const never = () => new Promise(() => {});

for (const method of ['open', 'match', 'put', 'delete']) {
  test(`a rejected \`${method}\` is not an error`, async () => {
    install({ [method]: reject });
    const { readCache, writeCache, deleteCached } = await load();
    await writeCache(URL_, () => BYTES);
    await deleteCached(URL_);
    const kept = await readCache(URL_, readToArray);
    if (method !== 'delete') assert.equal(kept, null);
  });
}

for (const method of ['open', 'match']) {
  test(`a \`${method}\` that never settles is waited for only once, and briefly`, async () => {
    install({ [method]: never });
    const { readCache, writeCache } = await load();
    const start = performance.now();
    assert.equal(await readCache(URL_, readToArray), null);
    assert.equal(await readCache(URL_, readToArray), null);
    await writeCache(URL_, () => BYTES);
    assert.ok(performance.now() - start < 5000);
  });
}
