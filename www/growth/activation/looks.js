// The ways to find the places of a picture that matter for a class, and how each is drawn.
import { unlessWithoutGradients } from '../../app/explain.js';
import { rangeOf } from '../maps/colour-maps.js';

/** @import { ActivationMap, DenseNet } from 'densenet-web' */
/** @import { NO_GRADIENTS } from '../../app/explain.js' */
/** @import { Range, Scheme } from '../maps/colour-maps.js' */

/** @typedef {'activation' | 'grad-cam' | 'saliency'} Look */

/** @type {readonly Look[]} */
export const LOOKS = ['activation', 'grad-cam', 'saliency'];

/** The share of a saliency map's pixels that keep their own colour: a few are far above all others. */
const UNSATURATED = 0.99;

/**
 * @param {Look} look @param {DenseNet} network @param {number} index of the class @param {string} layer whose maps Grad-CAM weights
 * @returns {Promise<ActivationMap | typeof NO_GRADIENTS>}
 */
export function lookAt(look, network, index, layer) {
  if (look === 'grad-cam') return unlessWithoutGradients(network.gradCam(layer, index));
  if (look === 'saliency') return unlessWithoutGradients(network.saliency(index));
  return network.classActivationMap(index);
}

/** The colours of a map: evidence has a sign, the others don't. @type {Record<Look, Scheme>} */
export const SCHEMES = { activation: 'diverging', 'grad-cam': 'inferno', saliency: 'inferno' };

/** The values at the ends of its colours. @param {Look} look @param {{ data: Float32Array }} map @returns {Range} */
export function spanOf(look, { data }) {
  if (look === 'activation') return rangeOf(data);
  if (look === 'grad-cam') return { low: 0, high: Math.max(0, rangeOf(data).high) };
  const sorted = data.toSorted();
  return { low: 0, high: sorted[Math.floor((sorted.length - 1) * UNSATURATED)] ?? 0 };
}

/**
 * The values at the ends where orange and violet each have a scale of their own, so that weak evidence against a class is seen
 * next to strong evidence for it.
 *
 * @param {Range} span
 */
export const ownEnds = ({ low, high }) => ({ low: Math.min(low, 0), high: Math.max(high, 0) });

/** Values from -1 to 1, by the end on their side of zero. @param {Float32Array} values @param {Range} ends */
export const signedShares = (values, { low, high }) =>
  values.map((value) => (value < 0 ? -value / (low || -1) : value / (high || 1)));

/** What all places together add to a logit, and what they take away. @param {{ data: Float32Array }} map */
export function evidenceOf({ data }) {
  let added = 0;
  let taken = 0;
  for (const value of data) {
    if (value > 0) added += value;
    else taken += value;
  }
  return { added: added / data.length, taken: taken / data.length, worst: Math.min(0, rangeOf(data).low) };
}

/** Whether values beyond the end of the colours exist. @param {Range} span @param {{ data: Float32Array }} map */
export const isClipped = ({ high }, { data }) => rangeOf(data).high > high;

/** The place with the largest value. @param {ActivationMap} map */
export function peakOf({ data, width }) {
  let peak = 0;
  for (const [at, value] of data.entries()) if (value > data[peak]) peak = at;
  return { row: Math.floor(peak / width), column: peak % width };
}
