// How a network's answer is explained, as far as gradients are needed.

/** That this engine computes no gradients. */
export const NO_GRADIENTS = Symbol('no gradients');

/** What was asked for, unless the engine computes no gradients. @template T @param {Promise<T>} asked @returns {Promise<T | typeof NO_GRADIENTS>} */
export async function unlessWithoutGradients(asked) {
  try {
    return await asked;
  } catch (error) {
    if (/** @type {{ code?: unknown } | null} */ (error)?.code === 'no-gradients') return NO_GRADIENTS;
    throw error;
  }
}
