// Downloaded files in Cache Storage, by URL. Where there is none (insecure pages, sandboxed frames), nothing is kept.

/** Its number changes with the format of what is stored. */
const CACHE_NAME = 'densenet-web-v1';

/** @returns {Promise<Cache | null>} */
async function openCache() {
  try {
    return await caches.open(CACHE_NAME);
  } catch {
    return null;
  }
}

/** @param {string} url @returns {Promise<Uint8Array<ArrayBuffer> | null>} */
export async function readCache(url) {
  const response = await (await openCache())?.match(url);
  return response ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Stores a file if there is room: a full disk is not a reason to fail. @param {string} url @param {BodyInit} bytes */
export async function writeCache(url, bytes) {
  try {
    await (await openCache())?.put(url, new Response(bytes));
  } catch {
    await deleteCached(url);
  }
}

/** @param {string} url */
export async function deleteCached(url) {
  await (await openCache())?.delete(url);
}

/** Deletes everything that this package ever stored. */
export async function clearCache() {
  try {
    await caches.delete(CACHE_NAME);
  } catch {
    // Without Cache Storage nothing was stored.
  }
}
