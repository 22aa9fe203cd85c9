/** @import { Network, Prepared } from '../../wasm/densenet_web.js' */
/** @import { SentImage } from '../shared/protocol.js' */
import { close, decode } from './decode.js';
import { DenseNetError } from '../shared/error.js';

/**
 * Decodes and prepares images one after the other, so that the pixels of only one are held at a time.
 * `first` and `of` say which images of a call these are.
 * @param {Network} network @param {{ images: SentImage[], first: number, of: number }} given @param {AbortSignal} signal
 */
export async function prepareAll(network, { images, first, of }, signal) {
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
    images.slice(failed).forEach(close);
    for (const picture of prepared) picture.free();
    throw of > 1 ? located(error, first + failed, of) : error;
  }
}

/** Says which of several images failed. @param {unknown} error @param {number} index @param {number} count */
function located(error, index, count) {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const code = /** @type {import('../../index.js').DenseNetErrorCode} */ (error.code);
  return new DenseNetError(code, `image ${index + 1} of ${count}: ${error.message}`, { cause: error });
}
