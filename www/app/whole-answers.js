// What networks answered before they were cut, to compare with.

/** @import { Classification } from 'densenet-web' */
/** @import { Picture, Result } from './store.js' */

/** By picture and model. @type {WeakMap<Picture, Map<string, Classification>>} */
const answers = new WeakMap();

/** Remembers a result if the network was not cut. @param {Result} result */
export function keepWholeAnswer({ picture, modelId, classification, cuts }) {
  if (!classification || cuts.length > 0) return;
  const known = answers.get(picture) ?? new Map();
  answers.set(picture, known.set(modelId, classification));
}

/** The whole network's answer for the same picture; null if it never gave one. @param {Result} result */
export const wholeAnswer = ({ picture, modelId }) => answers.get(picture)?.get(modelId) ?? null;
