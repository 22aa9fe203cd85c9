/**
 * Settles like a promise, or as soon as a signal is aborted; what the promise stands for goes on.
 * @template T @param {T | Promise<T>} promise @param {AbortSignal} [signal] @returns {Promise<T>}
 */
export async function unlessAborted(promise, signal) {
  const settled = new AbortController();
  const aborted = new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason), settled),
  );
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (aborted)]);
  } finally {
    settled.abort();
  }
}
