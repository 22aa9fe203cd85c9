// Gives a network the cuts that it should have.
import { without } from './cut-edits.js';

/** @import { Cut, DenseNet } from 'densenet-web' */

/** Can't be cancelled, because `network.cuts` would then not say what the network is. @param {DenseNet} network @param {readonly Cut[]} cuts */
export async function applyCuts(network, cuts) {
  const obsolete = without(network.cuts, cuts);
  const missing = without(cuts, network.cuts);
  if (obsolete.length > 0) await network.restore(obsolete);
  if (missing.length > 0) await network.cut(missing);
}
