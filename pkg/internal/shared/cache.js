// Downloaded files in Cache Storage, by URL. Where there is none (insecure pages, sandboxed frames) or it fails, nothing
// is kept.
import { checksumOf } from './checksum.js';
import { within } from './within.js';

/** Its number changes with the format of what is stored. */
const CACHE_NAME = 'densenet-web-v1';
const CHECKSUM = 'densenet-checksum';
const BARE = 'densenet-bare';

/** How many milliseconds Cache Storage may take, without and with a file's content. */
const PATIENCE = 3000;
const CONTENT_PATIENCE = 30_000;

/** Whether it was too slow: nobody waits for it again. */
let isStuck = false;

/** @template T @param {number} patience @param {(cache: Cache) => Promise<T>} use @returns {Promise<T | null>} */
async function attempt(patience, use) {
  if (isStuck) return null;
  // Not by the clock: timers may fire a little early.
  let isSettled = false;
  const answer = async () => use(await caches.open(CACHE_NAME));
  try {
    return await within(
      patience,
      answer().finally(() => (isSettled = true)),
    );
  } catch {
    isStuck = !isSettled;
    return null;
  }
}

/** A kept file. `isBare`: weights that had no metadata next to them. @typedef {{ bytes: Uint8Array<ArrayBuffer>, checksum: string, isBare: boolean }} KeptFile */

/** A file as it was kept; null if there is none, or it was damaged since. @param {string} url @returns {Promise<KeptFile | null>} */
export async function readCache(url) {
  const response = await attempt(PATIENCE, (cache) => cache.match(url));
  if (!response) return null;
  const buffer = await attempt(CONTENT_PATIENCE, () => response.arrayBuffer());
  const bytes = new Uint8Array(buffer ?? new ArrayBuffer(0));
  const checksum = await checksumOf(bytes);
  if (response.headers.get(CHECKSUM) !== checksum) return null;
  return { bytes, checksum, isBare: response.headers.has(BARE) };
}

/** Stores a file if there is room: a full disk is not a reason to fail. @param {string} url @param {Uint8Array<ArrayBuffer>} bytes */
export async function writeCache(url, bytes, isBare = false) {
  const headers = new Headers({ [CHECKSUM]: await checksumOf(bytes) });
  if (isBare) headers.set(BARE, '');
  const put = async (/** @type {Cache} */ cache) => {
    await cache.put(url, new Response(bytes, { headers }));
    return true;
  };
  if (!(await attempt(CONTENT_PATIENCE, put))) await deleteCached(url);
}

/** @param {string} url */
export async function deleteCached(url) {
  await attempt(PATIENCE, (cache) => cache.delete(url));
}

/** Deletes everything that this package ever stored. */
export async function clearCache() {
  try {
    await within(CONTENT_PATIENCE, globalThis.caches?.delete(CACHE_NAME));
  } catch (error) {
    // In a sandbox, nothing was ever stored.
    if (/** @type {Error | null} */ (error)?.name !== 'SecurityError') throw error;
  }
}
