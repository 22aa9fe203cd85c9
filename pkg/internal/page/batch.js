// How several workers share a batch. Pure functions.
/** @import { EngineStats } from '../../index.js' */
/** @import { RawMaps, RunResult } from '../shared/protocol.js' */

/** More workers are only started on request. */
const MAX_DEFAULT_WORKERS = 4;
/** The most weights that workers hold in addition to the first one's, in bytes, unless more are requested. */
const MAX_ADDED_WEIGHT_BYTES = 128 * 2 ** 20;

/**
 * How many workers share batches by default. Threads use the cores already.
 * @param {Pick<EngineStats, 'weightBytes' | 'threads'>} stats of one worker @param {number} cores
 */
export function defaultWorkerCount({ weightBytes, threads }, cores) {
  if (threads > 1) return 1;
  const affordable = 1 + Math.floor(MAX_ADDED_WEIGHT_BYTES / weightBytes);
  return Math.max(1, Math.min(MAX_DEFAULT_WORKERS, cores, affordable));
}

/** Consecutive images. @typedef {{ offset: number, count: number }} Range */

/** Divides images into ranges whose sizes differ by at most one. @param {number} images @param {number} workers @returns {Range[]} */
export function splitBatch(images, workers) {
  const parts = Math.min(images, workers);
  return Array.from({ length: parts }, (_, part) => {
    const [offset, end] = [part, part + 1].map((index) => Math.ceil((index * images) / parts));
    return { offset, count: end - offset };
  });
}

/** The result of the whole batch. Its times are those of the slowest worker. @param {RunResult[]} parts @returns {RunResult} */
export function joinResults(parts) {
  if (parts.length === 1) return parts[0];
  const slowest = (/** @type {'decode' | 'preprocess' | 'run'} */ step) =>
    Math.max(...parts.map(({ timings }) => timings[step]));
  const timings = { decode: slowest('decode'), preprocess: slowest('preprocess'), run: slowest('run') };
  const results = parts.flatMap(({ results }) => results);
  return {
    results,
    timings,
    hasRun: parts.some(({ hasRun }) => hasRun),
    stats: parts[0].stats,
  };
}

/** The maps of all images. @param {RawMaps[]} parts @returns {RawMaps} */
export function joinMaps(parts) {
  if (parts.length === 1) return parts[0];
  const data = new Float32Array(parts.reduce((length, part) => length + part.data.length, 0));
  let position = 0;
  for (const part of parts) {
    data.set(part.data, position);
    position += part.data.length;
  }
  const images = parts.reduce((sum, { shape }) => sum + shape[0], 0);
  const [, channels, height, width] = parts[0].shape;
  return { images, data, shape: [images, channels, height, width] };
}
