// Remote files in Cache Storage, by their URL. Without it (insecure pages, sandboxed frames) nothing is kept.

/** The number changes when what is stored does. */
const NAME = 'densenet-web-v1';

/** @returns {Promise<Cache | null>} */
async function open() {
  try {
    return await caches.open(NAME);
  } catch {
    return null;
  }
}

/** What was kept for a URL. @param {string} url @returns {Promise<Uint8Array<ArrayBuffer> | null>} */
export async function recall(url) {
  const response = await (await open())?.match(url);
  return response ? new Uint8Array(await response.arrayBuffer()) : null;
}

/** Keeps bytes, if there is room: a full disk is no reason to fail. @param {string} url @param {BodyInit} bytes */
export async function keep(url, bytes) {
  try {
    await (await open())?.put(url, new Response(bytes));
  } catch {
    await forget(url);
  }
}

/** @param {string} url */
export async function forget(url) {
  await (await open())?.delete(url);
}

/** Forgets everything this package ever kept. */
export async function clearCache() {
  try {
    await caches.delete(NAME);
  } catch {
    // No Cache Storage: nothing was kept.
  }
}
