// How a network's answer is explained: what the package computes from the last pass and its gradients.

/** @import { ActivationMap, DenseNet } from 'densenet-web' */

/** @typedef {{ layer: string, block: number | null, channels: number, value: number }} AttributedOrigin */
/** @typedef {{ class: number, bias: number, logit: number, origins: AttributedOrigin[] }} Attribution */
/** @typedef {{ layer: string, norm: number, meanAbsolute: number }} LayerGradient */
/** @typedef {{ value: number, layers: LayerGradient[], input: { norm: number, meanAbsolute: number } }} Gradients */
/** @typedef {{ class: number } | { label: number }} Objective */

/**
 * @typedef {object} Explaining
 * @property {(index: number) => Promise<Attribution>} attribution
 * @property {(objective: Objective) => Promise<Gradients>} gradients
 * @property {(index: number) => Promise<ActivationMap>} saliency
 * @property {(layer: string, index: number) => Promise<ActivationMap>} gradCam
 */

/** @param {DenseNet} network */
export const explain = (network) => /** @type {Explaining} */ (/** @type {unknown} */ (network));

/** That this engine computes no gradients. */
export const NO_GRADIENTS = Symbol('no gradients');

/** What was asked for, unless the engine computes no gradients. @template T @param {Promise<T>} asked @returns {Promise<T | typeof NO_GRADIENTS>} */
export async function unlessWithoutGradients(asked) {
  try {
    return await asked;
  } catch (error) {
    const { code, details } = /** @type {{ code?: string, details?: { problem?: string } }} */ (error ?? {});
    if (code === 'no-gradients' || details?.problem === 'no-gradients') return NO_GRADIENTS;
    throw error;
  }
}
