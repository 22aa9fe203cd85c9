import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

const SOURCE = readFileSync(new URL('../../www/pwa/service-worker.js', import.meta.url), 'utf8');
const HERE = 'https://example.org';
const EMBEDDER = 'Cross-Origin-Embedder-Policy';
const OPENER = 'Cross-Origin-Opener-Policy';

/** What the service worker responds with. @param {object} request @param {{ fetch: () => Promise<object>, cached?: Response }} world @returns {Promise<any>} undefined: it leaves the request to the browser. */
async function respond(request, { fetch, cached }) {
  /** @type {Record<string, (event: object) => void>} */
  const listeners = {};
  runInNewContext(SOURCE, {
    self: {
      addEventListener: (/** @type {string} */ type, /** @type {any} */ one) => (listeners[type] = one),
    },
    caches: { open: async () => ({ match: async () => cached }) },
    location: new URL(HERE),
    Headers,
    Response,
    URL,
    fetch,
  });
  let response;
  const respondWith = (/** @type {Promise<Response>} */ made) => (response = made);
  listeners.fetch({ request: { method: 'GET', mode: 'cors', destination: '', ...request }, respondWith });
  return response;
}

const page = { url: `${HERE}/`, mode: 'navigate', destination: 'document' };
const script = { url: `${HERE}/assets/worker.js` };
const fetchText = async () =>
  new Response('text', { status: 203, headers: { 'Content-Type': 'text/plain', [EMBEDDER]: 'unsafe-none' } });

test('pages get both headers, workers that of embedding, and keep their own', async () => {
  for (const [request, opener] of /** @type {[object, string | null][]} */ ([
    [page, 'same-origin'],
    [{ ...script, destination: 'worker' }, null],
  ])) {
    const response = await respond(request, { fetch: fetchText });
    assert.equal(response.headers.get(EMBEDDER), 'require-corp');
    assert.equal(response.headers.get(OPENER), opener);
    assert.equal(response.headers.get('Content-Type'), 'text/plain');
    assert.equal(response.status, 203);
    assert.equal(await response.text(), 'text');
  }
});

test('a page and a worker from the cache get them too', async () => {
  const offline = async () => assert.fail('offline');
  const isolated = await respond(page, { fetch: offline, cached: new Response('kept') });
  assert.equal(isolated.headers.get(OPENER), 'same-origin');
  assert.equal(await isolated.text(), 'kept');
  const worker = await respond(
    { ...script, destination: 'worker' },
    { fetch: offline, cached: new Response('kept') },
  );
  assert.equal(worker.headers.get(EMBEDDER), 'require-corp');
});

test('all else is passed on as it is', async () => {
  const response = await fetchText();
  assert.equal(
    await respond({ ...script, destination: 'script' }, { fetch: async () => response }),
    response,
  );
  const redirect = { type: 'opaqueredirect' };
  assert.equal(await respond(page, { fetch: async () => redirect }), redirect);
  assert.equal(await respond({ url: 'https://elsewhere.org/cat.jpg' }, { fetch: fetchText }), undefined);
  assert.equal(await respond({ ...page, method: 'POST' }, { fetch: fetchText }), undefined);
});
