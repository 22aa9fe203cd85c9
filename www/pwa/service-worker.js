// Serves the page offline after the first visit, and cross-origin isolated: only then may several threads compute one
// picture, and a static host may not be able to send the headers. The build fills in the version and the files.

/** @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} LifeEvent */
/** @typedef {Event & { request: Request, respondWith: (response: Promise<Response>) => void }} RequestEvent */
/** @typedef {{ claim: () => Promise<void> }} Clients */

const PREFIX = 'densenet-page-';
const CACHE = PREFIX + '__VERSION__';
/** @type {string[]} */
const FILES = ['__FILES__'];
const PAGE = './index.html';

/** `credentialless` would admit more, but nothing that the page uses: its requests to other origins are made with CORS. */
const EMBEDDER = ['Cross-Origin-Embedder-Policy', 'require-corp'];
const OPENER = ['Cross-Origin-Opener-Policy', 'same-origin'];

const worker = /** @type {EventTarget & { clients: Clients }} */ (/** @type {unknown} */ (self));

worker.addEventListener('install', (event) => {
  const requests = FILES.map((file) => new Request(file, { cache: 'no-cache' }));
  /** @type {LifeEvent} */ (event).waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

worker.addEventListener('activate', (event) => {
  /** @type {LifeEvent} */ (event).waitUntil(forgetOlder().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = /** @type {RequestEvent} */ (event);
  // Requests to other origins are not cached.
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  /** @type {RequestEvent} */ (event).respondWith(respond(request));
});

/** @param {Request} request */
async function respond(request) {
  if (request.mode === 'navigate') return withHeaders(await freshPage(request), [EMBEDDER, OPENER]);
  const response = await kept(request);
  // An isolated page may only start workers that say the same.
  return request.destination === 'worker' ? withHeaders(response, [EMBEDDER]) : response;
}

/** @param {Response} response @param {string[][]} added */
function withHeaders(response, added) {
  // The browser follows a redirect with a request of its own.
  if (response.type === 'opaqueredirect') return response;
  const { body, status, statusText } = response;
  const headers = new Headers(response.headers);
  for (const [name, value] of added) headers.set(name, value);
  return new Response(body, { status, statusText, headers });
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The page itself may be newer than the cached one; all other files have a content hash in their names. @param {Request} request */
async function freshPage(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await (await caches.open(CACHE)).match(PAGE, { ignoreVary: true });
    if (page) return page;
    throw error;
  }
}

/** @param {Request} request */
async function kept(request) {
  // Some servers vary by Origin, which differs between the worker's and the page's requests.
  return (await (await caches.open(CACHE)).match(request, { ignoreVary: true })) ?? fetch(request);
}
