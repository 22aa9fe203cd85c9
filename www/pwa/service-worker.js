// Serves the page offline after the first visit. The build fills in the version and the files.

/** @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} LifeEvent */
/** @typedef {Event & { request: Request, respondWith: (response: Promise<Response>) => void }} RequestEvent */
/** @typedef {{ claim: () => Promise<void> }} Clients */

const PREFIX = 'densenet-page-';
const CACHE = PREFIX + '__VERSION__';
/** @type {string[]} */
const FILES = ['__FILES__'];
const PAGE = './index.html';

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
  const response = request.mode === 'navigate' ? freshPage(request) : kept(request);
  /** @type {RequestEvent} */ (event).respondWith(response);
});

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
