// Where a connection is in the staircase.

/** @import { Column, Layout } from '../diagram/layout.js' */

/** The strip of a source in a column; without a source, or in a folded block, the column. @param {Pick<Layout, 'baseline' | 'y'>} layout @param {Column} column @param {string | null} source */
export function boxOf({ baseline, y: scale }, { step, x, body, folded }, source) {
  const all = step.layer.inChannels;
  let [low, high] = [0, all];
  if (source !== null && !folded) {
    for (const origin of step.reads) {
      high = low + origin.channels;
      if (origin.name === source) break;
      low = high;
    }
  }
  return {
    x: x - 1,
    y: baseline - scale(high) - 1,
    width: body + 2,
    height: Math.max(3, scale(high) - scale(low) + 2),
  };
}
