// Downloaded files in Cache Storage, by URL. Where there is none (insecure pages, sandboxed frames) or it fails, nothing
// is kept.
import { checksumOf } from './checksum.js';
import { within } from './within.js';

/** Its number changes with the format of what is stored. */
export const CACHE_NAME = 'densenet-web-v1';
const CHECKSUM = 'densenet-checksum';
const BARE = 'densenet-bare';
export const SIZE = 'densenet-size';

/** How many milliseconds Cache Storage may take, without and with a file's content. */
const PATIENCE = 3000;
const CONTENT_PATIENCE = 30_000;

/** Bytes of a file that are copied at a time. */
const PART = 1 << 22;

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

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * A file as it was kept; null if there is none, or it was damaged since. `isBare`: weights that had no metadata next to them.
 * @template {{ readonly bytes: Bytes, checkpoint?: { free(): void } }} T
 * @param {string} url @param {(response: Response) => Promise<() => Promise<T>>} read
 * @returns {Promise<{ content: T, checksum: string, isBare: boolean } | null>}
 */
export async function readCache(url, read) {
  const response = await attempt(PATIENCE, (cache) => cache.match(url));
  if (!response) return null;
  const finish = await attempt(CONTENT_PATIENCE, () => read(response));
  if (!finish) return null;
  const content = await finish();
  const checksum = await checksumOf(content.bytes);
  if (response.headers.get(CHECKSUM) === checksum) {
    return { content, checksum, isBare: response.headers.has(BARE) };
  }
  content.checkpoint?.free();
  return null;
}

/**
 * Stores a file if there is room: a full disk is not a reason to fail.
 * @param {string} url @param {() => Bytes} bytes where they are now @param {boolean} [isBare] @param {string} [checksum]
 */
export async function writeCache(url, bytes, isBare = false, checksum) {
  const headers = new Headers({ [CHECKSUM]: checksum ?? (await checksumOf(bytes())) });
  headers.set(SIZE, `${bytes().length}`);
  if (isBare) headers.set(BARE, '');
  const put = async (/** @type {Cache} */ cache) => {
    await cache.put(url, new Response(await toBlob(bytes), { headers }));
    return true;
  };
  if (!(await attempt(CONTENT_PATIENCE, put))) await deleteCached(url);
}

/**
 * Browsers keep blobs outside of the page's process. Each part is there once a byte of it has been read, so that no second copy
 * of a large file is in this process.
 * @param {() => Bytes} bytes
 */
async function toBlob(bytes) {
  const parts = [];
  for (let start = 0; start < bytes().length; start += PART) {
    const part = new Blob([bytes().subarray(start, start + PART)]);
    await part.slice(0, 1).arrayBuffer();
    parts.push(part);
  }
  return new Blob(parts);
}

/** @param {string} url */
export async function deleteCached(url) {
  await attempt(PATIENCE, (cache) => cache.delete(url));
}
