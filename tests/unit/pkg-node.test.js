import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import '../../pkg/internal/node/place.js';
import { hasForeignBlob, withOwnBlobs } from '../../pkg/internal/node/blobs.js';
import { NodeWorker } from '../../pkg/internal/node/node-worker.js';
import { absoluteUrl, metadataNextTo } from '../../pkg/internal/page/urls.js';
import { downloadAll } from '../../pkg/internal/worker/download.js';

const folder = mkdtempSync(join(tmpdir(), 'densenet-web-'));

test('strings without a scheme are paths, whatever they contain', () => {
  const inFolder = (/** @type {string} */ path) => pathToFileURL(join(process.cwd(), path)).href;
  assert.equal(absoluteUrl('a/b #1 50%.jpg'), inFolder('a/b #1 50%.jpg'));
  assert.match(absoluteUrl('a/b #1 50%.jpg'), /b%20%231%2050%25\.jpg$/);
  assert.equal(absoluteUrl('/tmp/a.jpg'), 'file:///tmp/a.jpg');
  for (const url of ['https://example.com/a%20b.jpg', 'file:///tmp/a%20b.jpg', 'data:,a']) {
    assert.equal(absoluteUrl(url), url);
    assert.equal(absoluteUrl(new URL(url)), url);
  }
  // The URL class of jsdom is another one.
  assert.equal(absoluteUrl(/** @type {any} */ ({ href: 'https://example.com/' })), 'https://example.com/');
});

test('a file has neighbours', () => {
  assert.deepEqual(metadataNextTo('file:///tmp/net/model.safetensors', true), {
    kind: 'url',
    url: 'file:///tmp/net/config.json',
    isOptional: true,
    cache: true,
  });
});

test('files are downloaded from file: URLs, and what is none is an error', async () => {
  const path = join(folder, 'a b.txt');
  writeFileSync(path, 'hello');
  /** @param {string} file */
  const read = (file) =>
    downloadAll(pathToFileURL(file).href, 'labels', async (response) => [
      response.headers.get('content-length'),
      await response.text(),
    ]);
  assert.deepEqual(await read(path), ['5', 'hello']);
  const missing = { code: 'download-failed', details: { problem: 'no-such-file' } };
  await assert.rejects(read(join(folder, 'missing')), ({ code, details }) => {
    assert.equal(code, missing.code);
    assert.equal(details.problem, missing.details.problem);
    return true;
  });
  await assert.rejects(read(folder), { code: 'download-failed', message: /it is not a file/ });
});

/** As in jsdom. */
class ForeignBlob {
  get [Symbol.toStringTag]() {
    return 'Blob';
  }
  type = 'text/plain';
  arrayBuffer = async () => new TextEncoder().encode('foreign').buffer;
}

test('Blobs of jsdom become Blobs of Node.js, wherever they are in a request', async () => {
  const own = {
    images: [{ kind: 'blob', blob: new Blob(['own']) }, { data: new Uint8Array(3) }],
    signal: null,
  };
  assert.equal(hasForeignBlob(own), false);
  assert.equal(await withOwnBlobs(own), own);
  const request = { id: 1, args: { source: { bytes: [new ForeignBlob()] }, cuts: [] } };
  assert.equal(hasForeignBlob(request), true);
  const sent = structuredClone(await withOwnBlobs(request));
  assert.equal(await sent.args.source.bytes[0].text(), 'foreign');
  assert.ok(request.args.source.bytes[0] instanceof ForeignBlob, 'the request itself stays');
});

const ECHO = `
  self.addEventListener('message', async ({ data: { id, args } }) => {
    if (args === 'throw') throw new Error('oh');
    self.postMessage({ id, result: args instanceof Blob ? await args.text() : args });
  });
  self.postMessage({ ready: crossOriginIsolated });
`;
const script = { href: `data:text/javascript,${encodeURIComponent(ECHO)}` };

test('a thread of Node.js looks like a worker, and requests keep their order', async () => {
  const worker = new NodeWorker(script);
  /** @type {any[]} */
  const received = [];
  await new Promise((resolve) => {
    worker.onmessage = ({ data }) => received.push(data) === 4 && resolve(null);
    for (const [id, args] of [new ForeignBlob(), 'second', 'third'].entries()) {
      worker.postMessage({ id, method: 'echo', args });
    }
  });
  assert.deepEqual(received, [
    { ready: true },
    { id: 0, result: 'foreign' },
    { id: 1, result: 'second' },
    { id: 2, result: 'third' },
  ]);
  assert.throws(() => worker.postMessage({ id: 3, method: 'echo', args: () => {} }), /could not be cloned/);
  worker.terminate();
});

test('a thread that can not start says so', async () => {
  const worker = new NodeWorker({ href: 'data:text/javascript,throw new Error("no")' });
  worker.postMessage({ id: 1, method: 'echo', args: null });
  const message = await new Promise((resolve) => (worker.onerror = (event) => resolve(event.message)));
  assert.equal(message, 'no');
});
