/** @import * as Api from '../../index.js' */
/** @import { Record } from './classify.js' */
/** @import { WorkerPool } from './worker-pool.js' */
import { fromPlain } from '../shared/error.js';
import { joinResults } from './batch.js';
import { checkInteger, checkOptions, readArguments, wrongType } from './check.js';
import { checkTopK } from './classify.js';
import { isList } from './images.js';
import { unlessAborted } from './unless-aborted.js';

/** How many images are classified at once: as many as one pass of a DenseNet-121 takes with some room. */
const BATCH_SIZE = 8;

/**
 * Classifies images one batch after the other. Each is taken only when the results before it were, so that no more images than
 * a batch has are held, however many there are.
 * @param {WorkerPool} pool @param {Record} record @param {any} images @param {Api.ClassifyEachOptions} options
 * @returns {AsyncGenerator<Api.ClassifiedImage, void, void>}
 */
export async function* classifyEach(pool, record, images, options) {
  const { topK, batchSize, signal } = checkOptions(options, ['topK', 'batchSize', 'signal']);
  // An image's error says nothing about the batch, which is not the caller's.
  const how = { topK: checkTopK(pool, topK), timeLayers: false, skip: true, total: 1 };
  const size = checkInteger('batchSize', batchSize ?? BATCH_SIZE, 1, 64);
  const [source, total] = readArguments(() => toIterator(images));
  let [done, isEnded, isWaiting] = [0, false, false];
  try {
    while (!isEnded) {
      const batch = [];
      while (!isEnded && batch.length < size) {
        signal?.throwIfAborted();
        isWaiting = true;
        const next = await unlessAborted(source.next(), signal);
        isWaiting = false;
        isEnded = Boolean(next.done);
        if (!isEnded) batch.push(next.value);
      }
      if (batch.length === 0) return;
      const { results, timings } = record(joinResults(await pool.run('classify', batch, how, signal)));
      for (const [i, one] of results.entries()) {
        const place = { index: done, image: batch[i], done: ++done, total };
        yield 'error' in one
          ? { ...place, error: fromPlain(one.error) }
          : { ...place, result: { ...one, timings } };
        signal?.throwIfAborted();
      }
    }
  } finally {
    const closed = isEnded ? null : close(source);
    // An aborted source may never end what it is doing.
    if (!isWaiting) await closed;
  }
}

/** Where images come from, and how many there are, if that is known. @param {any} images @returns {[AsyncIterator<any> | Iterator<any>, number | null]} */
function toIterator(images) {
  if (images?.[Symbol.asyncIterator]) return [images[Symbol.asyncIterator](), null];
  if (!isList(images)) throw wrongType('images');
  const list = images[Symbol.iterator] ? images : Array.from(images);
  const total = list.length ?? list.size;
  return [list[Symbol.iterator](), Number.isInteger(total) ? total : null];
}

/** Tells a source that nobody takes its images any more; the result counts, or what went wrong before. @param {AsyncIterator<any> | Iterator<any>} source */
async function close(source) {
  try {
    await source.return?.();
  } catch {
    // It has nothing to do with the images.
  }
}
