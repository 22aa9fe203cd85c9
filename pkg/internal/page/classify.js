/** @import * as Api from '../../index.js' */
/** @import { Result, RunResult } from '../shared/protocol.js' */
/** @import { WorkerPool } from './worker-pool.js' */
import { fromPlain } from '../shared/error.js';
import { joinResults } from './batch.js';
import { checkInteger, checkOptions, readArguments, show } from './check.js';
import { createError } from './errors.js';
import { isList, toList } from './images.js';

/** Counts a call's passes. @typedef {<R extends RunResult>(result: R) => R} Record */

/** @param {WorkerPool} pool @param {Record} record @param {any} images @param {Api.ClassifyOptions} options @returns {Promise<any>} */
export async function classify(pool, record, images, options) {
  const checked = checkOptions(options, ['topK', 'timeLayers', 'signal', 'onError']);
  const { topK, timeLayers = false, signal } = checked;
  const how = { topK: checkTopK(pool, topK), timeLayers: Boolean(timeLayers) };
  return forEach(images, checked, async (list, skip) => {
    const { results, timings } = record(
      joinResults(await pool.run('classify', list, { ...how, skip }, signal)),
    );
    return results.map((one) => ('error' in one ? { error: fromPlain(one.error) } : { ...one, timings }));
  });
}

/** @param {WorkerPool} pool @param {Record} record @param {any} images @param {Api.EmbedOptions} options @returns {Promise<any>} */
export async function embed(pool, record, images, options) {
  const checked = checkOptions(options, ['signal', 'onError']);
  return forEach(images, checked, async (list, skip) => {
    const parts = await pool.run('embed', list, { skip }, checked.signal);
    return parts.map(record).flatMap(toVectors);
  });
}

/**
 * Runs one image or several, and returns one result or several.
 * @template R @param {any} images @param {Pick<Api.ClassifyOptions, 'onError'>} options
 * @param {(list: Api.ImageSource[], skip: boolean) => Promise<R[]>} run
 */
async function forEach(images, { onError = 'throw' }, run) {
  if (onError !== 'throw' && onError !== 'skip') {
    throw createError({ problem: 'unknown-on-error', found: show(onError) });
  }
  const list = readArguments(() => (isList(images) ? toList(images) : null));
  const results = await run(list ?? [images], list !== null && onError === 'skip');
  return list ? results : results[0];
}

/** The features of each image, which the worker returns one after the other. @param {Result<'embed'>} part */
function toVectors({ results, data }) {
  const length = data.length / results.filter((one) => !('error' in one)).length;
  let start = 0;
  return results.map((one) =>
    'error' in one ? { error: fromPlain(one.error) } : data.slice(start, (start += length)),
  );
}

/** How many classes there are to return. @param {WorkerPool} pool @param {number} [topK] */
export function checkTopK({ network }, topK = 5) {
  // A network without a classifier has no labels: it must say so, not return nothing.
  return Math.min(checkInteger('topK', topK, 1), Math.max(network.intake.metadata.labels.value.length, 1));
}
