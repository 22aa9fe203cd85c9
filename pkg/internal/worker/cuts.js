// Lists of cuts. Pure functions.
/** @import { Cut } from '../../index.js' */

/** @param {Cut} cut */
const keyOf = ({ layer, from, channel }) => JSON.stringify([layer, from, channel]);

/** Adds what isn't there yet. @param {readonly Cut[]} cuts @param {readonly Cut[]} added @returns {readonly Cut[]} */
export const withCuts = (cuts, added) => [
  ...new Map([...cuts, ...added].map((cut) => [keyOf(cut), cut])).values(),
];

/** @param {readonly Cut[]} cuts @param {readonly Cut[]} removed @returns {readonly Cut[]} */
export function withoutCuts(cuts, removed) {
  const keys = new Set(removed.map(keyOf));
  return cuts.filter((cut) => !keys.has(keyOf(cut)));
}
