import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sourcesOf } from '../../pkg/internal/page/sources.js';
import { withPlainSource } from '../../pkg/internal/page/special-sources.js';
import { absoluteUrl } from '../../pkg/internal/page/urls.js';

const PAGE = 'https://example.com/app/index.html';

/** @type {import('../../pkg/index.js').DenseNetConfig} */
const CONFIG = {
  growth_rate: 12,
  block_config: [2, 3],
  num_init_features: 8,
  bn_size: null,
  compression_rate: 0.5,
  num_classes: 3,
  stem: 'cifar',
};

before(() => Object.defineProperty(globalThis, 'document', { value: { baseURI: PAGE }, configurable: true }));
after(() => Reflect.deleteProperty(globalThis, 'document'));

test('URLs are resolved against the page', () => {
  assert.equal(absoluteUrl('a.jpg'), 'https://example.com/app/a.jpg');
  assert.equal(absoluteUrl('/a.jpg'), 'https://example.com/a.jpg');
  assert.equal(absoluteUrl(new URL('https://other.org/a.jpg')), 'https://other.org/a.jpg');
  assert.throws(() => absoluteUrl('https://'), {
    code: 'invalid-argument',
    details: { problem: 'invalid-url', url: 'https://' },
  });
});

test("a model's metadata is next to it, and may not exist", () => {
  const model = 'net/model.safetensors?version=2';
  assert.deepEqual(sourcesOf({ model }), {
    source: { kind: 'url', url: `https://example.com/app/${model}`, cache: true },
    metadata: {
      kind: 'url',
      url: 'https://example.com/app/net/config.json?version=2',
      isOptional: true,
      cache: true,
    },
  });
  for (const url of ['blob:https://example.com/0', 'data:,abc']) {
    const { source, metadata } = sourcesOf({ model: url, cache: false });
    assert.deepEqual(source, { kind: 'url', url, cache: false });
    assert.deepEqual(metadata, { kind: 'none' });
  }
});

test('metadata may be an object, text, a Blob or a URL', () => {
  const of = (/** @type {any} */ metadata) => sourcesOf({ metadata }).metadata;
  const blob = new Blob(['{}']);
  assert.deepEqual(of({ num_classes: 3 }), { kind: 'text', text: '{"num_classes":3}' });
  assert.deepEqual(of(' {"num_classes":3}'), { kind: 'text', text: ' {"num_classes":3}' });
  assert.deepEqual(of(blob), { kind: 'blob', blob });
  const url = 'https://example.com/app/config.json';
  for (const given of ['config.json', new URL(url)]) {
    assert.deepEqual(of(given), { kind: 'url', url, isOptional: false, cache: true });
  }
});

test('weights and random networks have no metadata unless given', () => {
  const blob = new Blob(['weights']);
  assert.deepEqual(sourcesOf({ weights: blob }), {
    source: { kind: 'bytes', bytes: [blob] },
    metadata: { kind: 'none' },
  });
  assert.deepEqual(sourcesOf({ random: 'densenet_bc_40_12' }), {
    source: { kind: 'random', config: 'densenet_bc_40_12' },
    metadata: { kind: 'none' },
  });
  const { source, metadata } = sourcesOf(withPlainSource({ random: CONFIG, metadata: {} }));
  assert.deepEqual(source, { kind: 'random', config: JSON.stringify(CONFIG) });
  assert.deepEqual(metadata, { kind: 'text', text: '{}' });
});

test('bytes are copied, and only the viewed part of a typed array', async () => {
  const bytes = Uint8Array.from([1, 2, 3, 4, 5]);
  const copies = [bytes.buffer, bytes.subarray(1, 3), new DataView(bytes.buffer, 4)].map((weights) => {
    const { source } = sourcesOf({ weights: /** @type {any} */ (weights) });
    assert.ok(source.kind === 'bytes');
    return source.bytes[0];
  });
  bytes.fill(0);
  const read = await Promise.all(copies.map(async (blob) => [...new Uint8Array(await blob.arrayBuffer())]));
  assert.deepEqual(read, [[1, 2, 3, 4, 5], [2, 3], [5]]);
});

test('transferred bytes are an error', () => {
  const weights = new ArrayBuffer(8);
  structuredClone(weights, { transfer: [weights] });
  assert.throws(() => sourcesOf({ weights }), { code: 'invalid-argument', message: /transferred/ });
});

/** @param {any} model */
const hub = (model) => /** @type {any} */ (sourcesOf(withPlainSource({ model })));

test('a model on Hugging Face is a URL on its host, or on another one', () => {
  const id = 'timm/densenet121.ra_in1k';
  const root = 'https://huggingface.co/timm/densenet121.ra_in1k/resolve';
  const { source, metadata } = hub({ huggingFace: id });
  assert.deepEqual(source, { kind: 'url', url: `${root}/main/model.safetensors`, cache: true });
  assert.deepEqual(metadata, { kind: 'url', url: `${root}/main/config.json`, isOptional: true, cache: true });
  const file = 'onnx/pytorch_model.bin';
  const pinned = hub({ huggingFace: id, revision: 'refs/pr/1', file });
  assert.equal(pinned.source.url, `${root}/refs%2Fpr%2F1/${file}`);
  assert.equal(pinned.metadata.url, `${root}/refs%2Fpr%2F1/onnx/config.json`);
  for (const host of [
    'https://mirror.org/hub/',
    'https://mirror.org/hub',
    new URL('https://mirror.org/hub'),
  ]) {
    assert.match(
      hub({ huggingFace: 'bert', host }).source.url,
      /^https:\/\/mirror\.org\/hub\/bert\/resolve\/main\//,
    );
  }
  assert.match(hub({ huggingFace: id, host: '/hub' }).source.url, /^https:\/\/example\.com\/hub\/timm\//);
});

test('what is no id, revision or file of Hugging Face is refused', () => {
  for (const model of [
    ...[3, null, '', 'a/b/c', '../a', 'a/..', 'a b', '/a', 'https://example.com/a'].map((huggingFace) => ({
      huggingFace,
    })),
    ...['', '..', 'a/../b', 'a?b', null].map((revision) => ({ huggingFace: 'a/b', revision })),
    ...['', '../x', 'a//b', '/etc/passwd', 'a#b', 7].map((file) => ({ huggingFace: 'a/b', file })),
  ]) {
    assert.throws(
      () => hub(model),
      { code: 'invalid-argument', message: /huggingFace: 'owner\/name'/ },
      JSON.stringify(model),
    );
  }
  assert.throws(() => hub({ huggingFace: 'a/b', host: 3 }), {
    details: { problem: 'wrong-type', argument: 'host' },
  });
  assert.throws(() => hub({ huggingFace: 'a/b', host: 'https://' }), {
    details: { problem: 'invalid-url', url: 'https://' },
  });
  assert.throws(() => hub({ huggingFace: 'a/b', version: 'main' }), {
    details: { problem: 'unknown-option', option: 'version', suggestion: 'revision' },
  });
});

test('of several sources none is chosen', () => {
  const random = /** @type {any} */ ({});
  for (const options of [
    { model: 'a', random },
    { weights: new Blob(), random },
  ]) {
    assert.throws(() => sourcesOf(withPlainSource(options)), {
      details: { problem: 'exclusive-options', options: Object.keys(options) },
    });
  }
});
