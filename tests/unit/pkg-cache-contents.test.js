import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { DenseNet } from '../../pkg/index.js';
import { CACHE_NAME } from '../../pkg/internal/shared/cache.js';

const ROOT = 'https://example.com/net/';
const INDEX = `${ROOT}model.safetensors.index.json`;

/** @param {string | Uint8Array<ArrayBuffer>} content */
const kept = (content, size = String(content.length)) =>
  new Response(content, { headers: { 'densenet-size': size } });

/** A Cache Storage with these files. @param {Record<string, Response>} contents @param {object} [faults] */
function install(contents, faults = {}) {
  const files = new Map(Object.entries(contents));
  const cache = {
    match: async (/** @type {string} */ url) => files.get(url)?.clone(),
    keys: async () => [...files.keys()].map((url) => ({ url })),
    delete: async (/** @type {string} */ url) => files.delete(url),
    ...faults,
  };
  const caches = {
    has: async (/** @type {string} */ name) => name === CACHE_NAME,
    open: async () => cache,
    delete: async () => files.clear(),
    ...faults,
  };
  Object.defineProperty(globalThis, 'caches', { value: caches, configurable: true });
  return files;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'caches'));

const SHARDS = JSON.stringify({ weight_map: { a: '1.safetensors', b: '2.safetensors', c: '1.safetensors' } });
const everything = () => ({
  [INDEX]: kept(SHARDS),
  [`${ROOT}1.safetensors`]: kept('one', '3000000000'),
  [`${ROOT}2.safetensors`]: kept('two'),
  [`${ROOT}config.json`]: kept('{}'),
  'https://example.com/other/net.safetensors': new Response('of an older version'),
  'https://densenet-web.invalid/kernel-choices?1': kept('kernels'),
});

test('a model is there if its weights are, with all shards', async () => {
  const files = install(everything());
  assert.equal(await DenseNet.isCached(INDEX), true);
  assert.equal(await DenseNet.isCached(new URL('https://example.com/other/net.safetensors')), true);
  assert.equal(await DenseNet.isCached('https://example.com/other/another.safetensors'), false);
  files.delete(`${ROOT}2.safetensors`);
  assert.equal(await DenseNet.isCached(INDEX), false);
  const huggingFace = 'timm/densenet121';
  assert.equal(await DenseNet.isCached({ huggingFace }), false);
  files.set('https://huggingface.co/timm/densenet121/resolve/main/model.safetensors', kept('weights'));
  assert.equal(await DenseNet.isCached({ huggingFace }), true);
  assert.equal(await DenseNet.isCached({ huggingFace, revision: 'v2' }), false);
});

test('the contents are files and their sizes, without what is no file', async () => {
  install(everything());
  const { files, bytes } = await DenseNet.cacheContents();
  assert.deepEqual(
    files.map(({ url, bytes }) => [url, bytes]),
    [
      [INDEX, SHARDS.length],
      [`${ROOT}1.safetensors`, 3_000_000_000],
      [`${ROOT}2.safetensors`, 3],
      [`${ROOT}config.json`, 2],
      ['https://example.com/other/net.safetensors', 19],
    ],
  );
  assert.equal(bytes, 3_000_000_024 + SHARDS.length);
});

test('one model is deleted with all that belongs to it, or everything is', async () => {
  const files = install(everything());
  await DenseNet.clearCache(INDEX);
  assert.deepEqual(
    [...files.keys()].map((url) => new URL(url).hostname),
    ['example.com', 'densenet-web.invalid'],
  );
  await DenseNet.clearCache(`${ROOT}nothing.safetensors`);
  assert.equal(files.size, 2);
  await DenseNet.clearCache();
  assert.equal(files.size, 0);
});

test('without Cache Storage nothing is kept, and nothing fails', async () => {
  const denied = async () => {
    throw new DOMException('no', 'SecurityError');
  };
  for (const prepare of [
    () => {},
    () => install({}, { has: denied }),
    () => install({}, { has: async () => false }),
  ]) {
    prepare();
    assert.equal(await DenseNet.isCached(INDEX), false);
    assert.deepEqual(await DenseNet.cacheContents(), { files: [], bytes: 0 });
    await DenseNet.clearCache();
    await DenseNet.clearCache(INDEX);
  }
});

test('a deletion that fails is an error; what cannot be read is not there', async () => {
  const broken = async () => {
    throw new Error('the disk is broken');
  };
  const error = {
    code: 'unsupported',
    details: { problem: 'cache-not-cleared', reason: 'the disk is broken' },
  };
  install(everything(), { delete: broken });
  await assert.rejects(DenseNet.clearCache(), error);
  await assert.rejects(DenseNet.clearCache(INDEX), error);
  install(everything(), { match: broken, keys: broken });
  assert.equal(await DenseNet.isCached(INDEX), false);
  assert.deepEqual(await DenseNet.cacheContents(), { files: [], bytes: 0 });
});

test('a model that is none is an error', async () => {
  install(everything());
  for (const model of ['https://', { huggingFace: '../..' }]) {
    await assert.rejects(DenseNet.isCached(model), { code: 'invalid-argument' });
    await assert.rejects(DenseNet.clearCache(model), { code: 'invalid-argument' });
  }
  await assert.rejects(DenseNet.isCached(/** @type {any} */ (Symbol('model'))), { code: 'invalid-argument' });
});
