// What the network is given: its input for a picture, and these numbers as colours again.

/** @import { DenseNet, InputTensor, Preprocessing } from 'densenet-web' */
/** @import { Picture } from './store.js' */

/** By the preprocessing that made them. @type {WeakMap<Picture, Map<string, Promise<InputTensor>>>} */
const prepared = new WeakMap();

/** The network's input for a picture, prepared once. @param {DenseNet} network @param {Picture} picture */
export function inputOf(network, picture) {
  const known = prepared.get(picture) ?? new Map();
  prepared.set(picture, known);
  const how = JSON.stringify(network.preprocessing);
  let input = known.get(how);
  if (!input) {
    known.set(how, (input = network.preprocess(picture.blob)));
    input.catch(() => known.delete(how));
  }
  return /** @type {Promise<InputTensor>} */ (input);
}

/**
 * The RGBA bytes that a tensor was made from: exactly those, since normalisation loses nothing that rounding doesn't restore.
 *
 * @param {InputTensor} tensor one channel is grey, a fourth is opacity.
 * @param {Pick<Preprocessing, 'mean' | 'std'>} how
 */
export function toBytes({ data, channels, height, width }, { mean, std }) {
  const size = height * width;
  const bytes = new Uint8ClampedArray(4 * size).fill(255);
  const byte = (/** @type {number} */ channel, /** @type {number} */ pixel) =>
    Math.round(255 * (data[channel * size + pixel] * std[channel] + mean[channel]));
  for (let pixel = 0; pixel < size; pixel += 1) {
    for (let part = 0; part < Math.max(3, Math.min(4, channels)); part += 1)
      bytes[4 * pixel + part] = byte(channels < 3 ? 0 : part, pixel);
  }
  return bytes;
}
