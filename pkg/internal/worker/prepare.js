/** @import { Classification } from '../../index.js' */
/** @import { Network, Prepared } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { PlainError } from '../shared/error.js' */
/** @import { CapturedImage, EngineFigures, ImageBatch, RunResult } from '../shared/protocol.js' */
import { toPlain } from '../shared/error.js';
import { decode, fetchImage, release } from './decode.js';
import { isLocatable, locateError } from './errors.js';

/** How many images are downloaded at a time. */
const MAX_DOWNLOADS = 6;

/**
 * Decodes and prepares images one after the other, so that the pixels of only one are held at a time.
 * @param {Network} network @param {ImageBatch} batch @param {AbortSignal} signal
 */
export async function prepareImages(network, { images, offset, total, skip }, signal) {
  const times = { decode: 0, preprocess: 0 };
  /** @type {Prepared[]} */
  const prepared = [];
  /** The images that are prepared. @type {number[]} */
  const positions = [];
  /** The others' errors. @type {Map<number, PlainError>} */
  const errors = new Map();
  const downloads = new AbortController();
  signal.addEventListener('abort', () => downloads.abort(signal.reason));
  /** @type {Promise<CapturedImage>[]} */
  const ahead = [];
  for (const [index, image] of images.entries()) {
    try {
      signal.throwIfAborted();
      for (const next of images.slice(ahead.length, index + MAX_DOWNLOADS)) {
        const fetched = fetchImage(next, downloads.signal);
        fetched.catch(() => {});
        ahead.push(fetched);
      }
      const start = performance.now();
      const { data, width, height } = await decode(await ahead[index]);
      delete ahead[index];
      const decoded = performance.now();
      prepared.push(network.prepare(data, width, height));
      positions.push(index);
      times.decode += decoded - start;
      times.preprocess += performance.now() - decoded;
      signal.throwIfAborted();
    } catch (cause) {
      release(image);
      const error = total > 1 ? locateError(cause, offset + index, total) : cause;
      if (skip && isLocatable(error) && !signal.aborted) {
        errors.set(index, toPlain(error));
        continue;
      }
      downloads.abort();
      images.slice(index).forEach(release);
      for (const one of prepared) one.free();
      throw error;
    }
  }
  /** @type {Pick<Classification, 'predictions' | 'rejected'>} */
  const nothing = { predictions: [], rejected: false };
  /**
   * The call's result. `resultOf`: that of a prepared image.
   * @param {number} run @param {EngineFigures} stats @param {(position: number) => typeof nothing} [resultOf] @returns {RunResult}
   */
  const toResult = (run, stats, resultOf = () => nothing) => ({
    results: images.map((_, index) => {
      const error = errors.get(index);
      return error ? { error } : resultOf(positions.indexOf(index));
    }),
    timings: { ...times, run },
    hasRun: prepared.length > 0,
    stats,
  });
  return { prepared, positions, toResult };
}
