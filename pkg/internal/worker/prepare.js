/** @import { Network, Prepared } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { ImageBatch } from '../shared/protocol.js' */
import { decode, release } from './decode.js';
import { locateError } from './errors.js';

/**
 * Decodes and prepares images one after the other, so that the pixels of only one are held at a time.
 * @param {Network} network @param {ImageBatch} batch @param {AbortSignal} signal
 */
export async function prepareImages(network, { images, offset, total }, signal) {
  const times = { decode: 0, preprocess: 0 };
  /** @type {Prepared[]} */
  const prepared = [];
  try {
    for (const image of images) {
      signal.throwIfAborted();
      const start = performance.now();
      const { data, width, height } = await decode(image, signal);
      const decoded = performance.now();
      prepared.push(network.prepare(data, width, height));
      times.decode += decoded - start;
      times.preprocess += performance.now() - decoded;
    }
    signal.throwIfAborted();
    return { prepared, times };
  } catch (error) {
    const failed = prepared.length;
    images.slice(failed).forEach(release);
    for (const one of prepared) one.free();
    throw total > 1 ? locateError(error, offset + failed, total) : error;
  }
}
