// Batch normalisation as in a model exported for inference.
/** @import { Tensors } from './weights.js' */

const EPSILON = 1e-5;

/** @param {Tensors} tensors @param {string} name */
export function get(tensors, name) {
  const tensor = tensors.get(name);
  if (!tensor) throw new Error(`there is no tensor ${name}`);
  return tensor;
}

/** A norm as `scale * x + shift`. @param {Tensors} tensors @param {string} norm */
export function affine(tensors, norm) {
  const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(
    (part) => get(tensors, `${norm}.${part}`).data,
  );
  const scale = gamma.map((g, i) => g / Math.sqrt(variance[i] + EPSILON));
  return { scale, shift: beta.map((b, i) => b - mean[i] * scale[i]) };
}

/** A convolution with the norm after it folded in. @param {Tensors} tensors @param {string} conv @param {string} norm */
export function folded(tensors, conv, norm) {
  const { shape, data } = get(tensors, `${conv}.weight`);
  const { scale, shift } = affine(tensors, norm);
  const perOutput = data.length / shape[0];
  return { shape, data: data.map((w, i) => w * scale[Math.floor(i / perOutput)]), bias: shift };
}
