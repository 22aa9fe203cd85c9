/** Settles like a promise, or rejects after some milliseconds. @template T @param {number} ms @param {Promise<T>} promise */
export async function within(ms, promise) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    // Longer ones would fire immediately.
    if (ms < 2 ** 31) timer = setTimeout(() => reject(new Error(`nothing happened for ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}
