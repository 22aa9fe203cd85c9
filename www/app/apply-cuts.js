// Gives a network the cuts that it should have.
import { without } from './cut-edits.js';

/** @import { Cut, DenseNet } from 'densenet-web' */

/** @param {DenseNet} network @param {readonly Cut[]} cuts @param {AbortSignal | null} [signal] */
export async function applyCuts(network, cuts, signal = null) {
  const obsolete = without(network.cuts, cuts);
  const missing = without(cuts, network.cuts);
  if (obsolete.length > 0) await network.restore(obsolete, { signal });
  if (missing.length > 0) await network.cut(missing, { signal });
}
