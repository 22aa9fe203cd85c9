import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { responseOfDataUrl } from '../../pkg/internal/worker/data-url.js';
import { download, downloadAll, setDownloads, withByteCount } from '../../pkg/internal/worker/download.js';

const URL_ = 'https://example.com/net.safetensors';

/** @param {(...args: any[]) => any} answer */
const respond = (answer) => mock.method(globalThis, 'fetch', async () => answer());
afterEach(() => mock.restoreAll());

/** Before version 21, Node.js has no `navigator`. @param {boolean} onLine */
const setOnLine = (onLine) =>
  Object.defineProperty(globalThis, 'navigator', { value: { onLine }, configurable: true });

test('data URLs can be in any form', async () => {
  const bytes = async (/** @type {string} */ url) => [
    ...new Uint8Array(await responseOfDataUrl(url).arrayBuffer()),
  ];
  assert.deepEqual(await bytes('data:application/octet-stream;base64,AP8Q'), [0, 255, 16]);
  assert.deepEqual(await bytes('data:;BASE64,AP8Q'), [0, 255, 16]);
  assert.equal(await responseOfDataUrl('data:application/json,%7B%22a%22%3A1%7D').text(), '{"a":1}');
  assert.equal(await responseOfDataUrl('data:,a,b').text(), 'a,b');
  assert.equal(responseOfDataUrl('data:image/png;base64,AA==').headers.get('content-type'), 'image/png');
  const fetched = respond(() => assert.fail('fetched'));
  assert.equal(await (await download('data:,abc', 'weights')).text(), 'abc');
  assert.equal(fetched.mock.callCount(), 0);
});

test('bytes are counted, and the total is known if the server sends it', async () => {
  /** @type {[number, number | null][]} */
  const counts = [];
  /** @param {HeadersInit} headers */
  const load = (headers) => {
    counts.length = 0;
    respond(() => new Response(new Uint8Array(5), { headers }));
    const count = (/** @type {number} */ loaded, /** @type {number | null} */ total) => {
      counts.push([loaded, total]);
    };
    return downloadAll(URL_, 'weights', (response, count) => withByteCount(response, count).arrayBuffer(), {
      count,
    });
  };
  assert.equal((await load({ 'content-length': '5' })).byteLength, 5);
  assert.deepEqual(counts, [
    [0, 5],
    [5, 5],
  ]);
  await load({});
  assert.deepEqual(counts, [
    [0, null],
    [5, null],
  ]);
  // The length is then the compressed body's.
  await load({ 'content-length': '3', 'content-encoding': 'gzip' });
  assert.deepEqual(counts[1], [5, null]);
  await load({ 'content-length': '3' });
  assert.deepEqual(counts, [
    [0, 3],
    [5, null],
  ]);
});

test('a response that is not the file is an error with the URL', async () => {
  const what = 'metadata';
  respond(() => new Response('', { status: 404 }));
  await assert.rejects(download(URL_, what), {
    code: 'download-failed',
    details: { problem: 'http-status', what, url: URL_, status: 404 },
  });
  respond(() => new Response('<!doctype html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }));
  await assert.rejects(download(URL_, what), { details: { problem: 'web-page', what, url: URL_ } });
  respond(() => {
    throw new TypeError('Failed to fetch');
  });
  setOnLine(true);
  await assert.rejects(download(URL_, what), {
    details: { problem: 'unreachable', what, url: URL_, reason: 'Failed to fetch' },
  });
  setOnLine(false);
  await assert.rejects(download(URL_, what), { details: { problem: 'offline', what, url: URL_ } });
});

test('the error for an interrupted download says how many bytes arrived', async () => {
  let chunks = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (chunks++ < 2) controller.enqueue(new Uint8Array(4));
      else controller.error(new TypeError('network error'));
    },
  });
  respond(() => new Response(body));
  await assert.rejects(
    downloadAll(URL_, 'weights', (response, count) => withByteCount(response, count).arrayBuffer()),
    { details: { problem: 'cut-off', what: 'weights', url: URL_, loaded: 8, reason: 'network error' } },
  );
});

test("an aborted download rejects with its signal's reason", async () => {
  const reason = new Error('enough');
  respond(() => {
    throw new DOMException('aborted', 'AbortError');
  });
  await assert.rejects(download(URL_, 'weights', AbortSignal.abort(reason)), reason);
});

test('a stalled download times out, before or after its first byte', async () => {
  setDownloads(30);
  /** @type {AbortSignal[]} */
  const signals = [];
  const stalled = {
    code: 'download-failed',
    details: { problem: 'stalled', what: 'image', url: URL_, timeout: 30 },
  };
  /** @type {Parameters<typeof downloadAll<ArrayBuffer>>[2]} */
  const read = (response, count) => withByteCount(response, count).arrayBuffer();
  /** Responds after some milliseconds unless the signal aborts. @param {number[]} delays of the chunks */
  const answer = (...delays) =>
    mock.method(
      globalThis,
      'fetch',
      async (/** @type {string} */ url, /** @type {RequestInit} */ { signal }) => {
        signals.push(/** @type {AbortSignal} */ (signal));
        const aborted = new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        );
        aborted.catch(() => {});
        const wait = (/** @type {number | undefined} */ ms) =>
          Promise.race([aborted, new Promise((resolve) => ms !== undefined && setTimeout(resolve, ms))]);
        await wait(delays.shift());
        return new Response(
          new ReadableStream({
            async pull(controller) {
              if (delays.length === 0) return controller.close();
              await wait(delays.shift() || undefined);
              controller.enqueue(new Uint8Array(2));
            },
          }),
        );
      },
    );
  try {
    answer();
    await assert.rejects(downloadAll(URL_, 'image', read), stalled);
    await assert.rejects(download(URL_, 'image'), stalled);
    answer(0, 10, 0);
    await assert.rejects(downloadAll(URL_, 'image', read), stalled);
    assert.ok(signals.every(({ aborted }) => aborted));
    // Slow, but never stalled for long.
    answer(15, 15, 15, 15, 15);
    assert.equal((await downloadAll(URL_, 'image', read)).byteLength, 8);
  } finally {
    setDownloads(30_000);
  }
});
