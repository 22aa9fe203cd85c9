// The differences between the engines' results.

/** @import { Classification } from 'densenet-web' */

/**
 * @typedef {object} Difference
 * @property {number} difference of a probability.
 * @property {string} label the class where it is.
 */

/** The largest difference between any two; null if there is only one. @param {readonly Classification[]} classifications @returns {Difference | null} */
export function largestDifference(classifications) {
  const pairs = classifications.flatMap((one, index) =>
    classifications.slice(index + 1).map((other) => differenceOf(one, other)),
  );
  return pairs.toSorted((a, b) => b.difference - a.difference)[0] ?? null;
}

/** The largest difference between two results that both list every class. @param {Classification} one @param {Classification} other @returns {Difference} */
function differenceOf(one, other) {
  /** @type {number[]} */
  const others = [];
  for (const { index, probability } of other.predictions) others[index] = probability;
  let largest = { difference: 0, label: one.predictions[0].label };
  for (const { index, label, probability } of one.predictions) {
    const difference = Math.abs(probability - others[index]);
    if (difference > largest.difference) largest = { difference, label };
  }
  return largest;
}
