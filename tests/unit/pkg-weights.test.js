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
  readWeights({ kind: 'bytes', bytes: [new Blob([content])] }, null, signal, () => {});

test('valid weights are read from any source', async () => {
  const hash = createHash('sha256').update(GOOD).digest('hex');
  for (const files of [await fetchWeights(GOOD, hash), await readFile(GOOD)]) {
    assert.deepEqual(
      files.map(({ bytes }) => [...bytes]),
      [[...GOOD]],
    );
  }
});

test('a web page instead of the weights blames the URL', async () => {
  await assert.rejects(fetchWeights(' <!doctype html>'), {
    code: 'download-failed',
    details: { problem: 'web-page', what: 'weights', url },
  });
  // What a file is that the visitor chose, the file readers say.
  assert.equal((await readFile('<!doctype html>')).length, 1);
});

test('the shards that an index names are downloaded from next to it', async () => {
  const shard = Uint8Array.from([...GOOD, 1]);
  /** @param {string} second */
  const index = (second) =>
    JSON.stringify({ weight_map: { a: 'model-1.safetensors', b: second, c: second } });
  /** @type {string[]} */
  const fetched = [];
  /** @param {string} second */
  const read = (second) => {
    mock.method(globalThis, 'fetch', async (/** @type {string} */ from) => {
      fetched.push(from);
      return new Response(from === url ? index(second) : shard);
    });
    return readWeights({ kind: 'url', url, cache: false }, null, signal, () => {});
  };
  assert.equal((await read('model-2.safetensors')).length, 3);
  assert.deepEqual(fetched.slice(1), [
    'https://example.com/model-1.safetensors',
    'https://example.com/model-2.safetensors',
  ]);
  for (const path of ['../other.safetensors', 'https://example.org/a', 'a/b', '..', '']) {
    await assert.rejects(read(path), {
      code: 'invalid-weights',
      details: { problem: 'shard-name', url, found: JSON.stringify(path) },
    });
  }
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
