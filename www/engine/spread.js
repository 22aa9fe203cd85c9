// How much the times of several passes differ.

/**
 * @typedef {object} Spread
 * @property {number} runs
 * @property {number} median
 * @property {[number, number]} quartiles half of the times are between them.
 * @property {number} min
 * @property {number} max
 */

/** @param {readonly number[]} times at least one. @returns {Spread} */
export function spreadOf(times) {
  const sorted = times.toSorted((one, other) => one - other);
  /** Between two times, in proportion. @param {number} share */
  const quantile = (share) => {
    const at = share * (sorted.length - 1);
    const below = sorted[Math.floor(at)];
    return below + (at % 1) * (sorted[Math.ceil(at)] - below);
  };
  return {
    runs: sorted.length,
    median: quantile(0.5),
    quartiles: [quantile(0.25), quantile(0.75)],
    min: sorted[0],
    max: sorted[sorted.length - 1],
  };
}
