import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, mock, test } from 'node:test';
import { readMetadata } from '../../pkg/internal/worker/metadata.js';
import { readWeights } from '../../pkg/internal/worker/weights.js';

const { signal } = new AbortController();
const url = 'https://example.com/net.safetensors';
const GOOD = Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]);

// Before version 21, Node.js has no `navigator`.
Object.defineProperty(globalThis, 'navigator', { value: { onLine: true }, configurable: true });

afterEach(() => mock.restoreAll());

/** @param {BodyInit} body @param {string | null} [sha256] */
function fetchWeights(body, sha256 = null) {
  mock.method(globalThis, 'fetch', async () => new Response(body));
  return readWeights({ kind: 'url', url, cache: false }, sha256, signal, () => {});
}

/** @param {BlobPart} content */
const readFile = (content) =>
  readWeights({ kind: 'bytes', bytes: new Blob([content]) }, null, signal, () => {});

test('valid weights are read from any source', async () => {
  const hash = createHash('sha256').update(GOOD).digest('hex');
  assert.deepEqual([...(await fetchWeights(GOOD, hash)).bytes], [...GOOD]);
  assert.deepEqual([...(await readFile(GOOD)).bytes], [...GOOD]);
});

test('files that are often mistaken for safetensors files are detected', async () => {
  const code = 'invalid-weights';
  await assert.rejects(fetchWeights('<!doctype html>'), {
    code: 'download-failed',
    details: { problem: 'web-page', what: 'weights', url },
  });
  await assert.rejects(readFile('<!doctype html>'), { code, details: { problem: 'web-page-as-weights' } });
  await assert.rejects(readFile('PK\x03\x04 a zip file'), {
    code,
    details: { problem: 'pickle-as-weights', url: null, bytes: 15 },
  });
  await assert.rejects(fetchWeights(Uint8Array.from([0x80, 2, 3])), {
    code,
    details: { problem: 'pickle-as-weights', url, bytes: 3 },
  });
  await assert.rejects(readFile('neither'), {
    code,
    details: { problem: 'wrong-weights-format', url: null, bytes: 7 },
  });
});

test('weights with the wrong hash are rejected', async () => {
  const expected = '0'.repeat(64);
  const found = createHash('sha256').update(GOOD).digest('hex');
  await assert.rejects(fetchWeights(GOOD, expected), {
    code: 'invalid-weights',
    details: { problem: 'sha256-mismatch', expected, found },
  });
});

const optional = /** @type {const} */ ({
  kind: 'url',
  url: 'https://example.com/config.json',
  isOptional: true,
  cache: false,
});
const downloaded = Promise.resolve({ isBare: false });

test('only 404 and 410 mean that there is no metadata next to the weights', async () => {
  for (const status of [404, 410]) {
    mock.method(globalThis, 'fetch', async () => new Response('', { status }));
    assert.equal(await readMetadata(optional, downloaded, signal), undefined);
    await assert.rejects(readMetadata({ ...optional, isOptional: false }, downloaded, signal), {
      code: 'download-failed',
    });
  }
});

/** A body that ends too early. */
const cutOff = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{'));
      controller.error(new TypeError('network error'));
    },
  });

for (const [name, answer, isAnswered] of /** @type {[string, () => Response, boolean][]} */ ([
  ...[401, 403, 429, 500, 503].map((status) => [status, () => new Response('', { status }), true]),
  ['a web page', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), true],
  ['a cut-off download', () => new Response(cutOff()), false],
  ['no answer', () => { throw new TypeError('Failed to fetch'); }, false], // prettier-ignore
])) {
  test(`metadata is not silently skipped because of ${name}`, async () => {
    mock.method(globalThis, 'fetch', async () => answer());
    await assert.rejects(readMetadata(optional, downloaded, signal), {
      code: 'download-failed',
      message: /config\.json.*pass `metadata: \{\}`/,
    });
    // When the weights were cached, there was no metadata.
    const bare = readMetadata(optional, Promise.resolve({ isBare: true }), signal);
    if (isAnswered) await assert.rejects(bare, { code: 'download-failed' });
    else assert.equal(await bare, undefined);
  });
}

test('metadata can be text or a Blob', async () => {
  const text = '{"num_classes":3}';
  for (const source of /** @type {import('../../pkg/internal/shared/protocol.js').MetadataSource[]} */ ([
    { kind: 'text', text },
    { kind: 'blob', blob: new Blob([text]) },
  ])) {
    const file = await readMetadata(source, downloaded, signal);
    assert.equal(new TextDecoder().decode(file?.bytes), text);
  }
  assert.equal(await readMetadata({ kind: 'none' }, downloaded, signal), undefined);
});
