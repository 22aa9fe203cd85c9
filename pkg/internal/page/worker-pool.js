/** @import { ImageSource } from '../../index.js' */
/** @import { Checkpoint, LoadedNetwork, RawMaps, Result, RunResult } from '../shared/protocol.js' */
import { DenseNetError } from '../shared/error.js';
import { defaultWorkerCount, joinMaps, joinResults, splitBatch } from './batch.js';
import { createError } from './errors.js';
import { captureImages } from './images.js';
import { WorkerClient } from './worker-client.js';

/** A worker's share of a batch. @typedef {{ client: WorkerClient, offset: number, count: number }} Share */
/** A call, and which worker has which of its images. @typedef {{ number: number, shares: Share[] }} Call */

/**
 * The workers of a network: the one that loaded it and, because the CPU engine uses a single core, on that engine others
 * that share batches.
 */
export class WorkerPool {
  #first;
  #labels;
  /** The number of workers to have. */
  #size;
  /** Those that have loaded the network. @type {WorkerClient[]} */
  #ready;
  /** All that were started. @type {WorkerClient[]} */
  #started;
  /** The last call that has not failed. @type {Call} */
  #last;
  #calls = 0;

  /** @param {WorkerClient} first @param {LoadedNetwork} network @param {number | null} requested the number of workers */
  constructor(first, { engine, labels, stats }, requested) {
    const cores = navigator.hardwareConcurrency ?? 1;
    const size = requested ?? defaultWorkerCount(stats.weightBytes, cores);
    this.#first = first;
    this.#labels = labels;
    this.#size = engine.kind === 'cpu' ? size : 1;
    this.#ready = [first];
    this.#started = [first];
    this.#last = { number: 0, shares: share(1, [first]) };
    // The others are useless without it.
    first.onEnd = (error) => this.end(error);
  }

  /** How many workers have loaded the network. */
  get workers() {
    return this.#ready.length;
  }

  /**
   * Classifies images, which the workers share. After the first batch more workers start, and help from then on.
   * @param {readonly ImageSource[]} images
   * @param {{ topK: number, timeLayers: boolean }} options @param {AbortSignal} [signal] @returns {Promise<RunResult>}
   */
  async classify(images, options, signal) {
    const total = images.length;
    const shares = share(total, this.#ready);
    const running = this.#remember(shares, (call) =>
      shares.map(({ client, offset, count }) => {
        const captured = captureImages(images.slice(offset, offset + count));
        const args = captured.then((images) => ({ call, images, offset, total, ...options }));
        return client.call('classify', args, { signal });
      }),
    );
    if (total > 1 && this.#started.length < this.#size) this.#grow();
    try {
      return joinResults(await running);
    } catch (error) {
      const hasCrashed = shares.some(({ client }) => client.isEnded);
      if (this.#first.isEnded || !hasCrashed) throw error;
      throw createError({ problem: 'batch-worker-failed' }, { cause: error });
    }
  }

  /** @param {ImageSource} image @param {AbortSignal} [signal] @returns {Promise<Result<'embed'>>} */
  async embed(image, signal) {
    const [result] = await this.#remember(share(1, [this.#first]), (call) => {
      const args = captureImages([image]).then((images) => ({ call, images, offset: 0, total: 1 }));
      return [this.#first.call('embed', args, { signal })];
    });
    return result;
  }

  /** The maps of the last call's images, from all workers that have some. @param {string} layer @returns {Promise<RawMaps>} */
  async featureMaps(layer) {
    const { number: call, shares } = this.#last;
    const parts = await Promise.all(shares.map(({ client }) => client.call('featureMaps', { call, layer })));
    const isComplete = parts.every(({ shape }, index) => shape[0] === shares[index].count);
    // The maps of a single worker's last pass are still consecutive images.
    if (parts.length > 1 && !isComplete) throw createError({ problem: 'maps-overwritten' });
    return joinMaps(parts);
  }

  /** @param {number} classIndex @param {number} image its index in the last call @returns {Promise<RawMaps>} */
  async classActivationMap(classIndex, image) {
    const { number: call, shares } = this.#last;
    const { client, offset } = shares.findLast(({ offset }) => offset <= image) ?? shares[0];
    try {
      return await client.call('classActivationMap', { call, classIndex, image: image - offset });
    } catch (cause) {
      // The worker counts the images of its share only.
      const problem = cause instanceof DenseNetError ? cause.details.problem : null;
      if (problem === 'unknown-image')
        throw createError({ problem: 'image-not-in-last-call', image }, { cause });
      if (problem === 'features-gone') throw createError({ problem: 'maps-overwritten' }, { cause });
      throw cause;
    }
  }

  featureReuse() {
    return this.#first.call('featureReuse', {});
  }

  /** @param {DenseNetError} error */
  end(error) {
    this.#size = 0;
    this.#ready = [this.#first];
    for (const client of this.#started) client.end(error);
  }

  /**
   * Sends the requests of a call, which becomes the last one unless it fails.
   * @template R @param {Share[]} shares @param {(call: number) => Promise<R>[]} send
   */
  async #remember(shares, send) {
    const previous = this.#last;
    const current = { number: ++this.#calls, shares };
    this.#last = current;
    try {
      return await Promise.all(send(current.number));
    } catch (error) {
      if (this.#last === current) this.#last = previous;
      throw error;
    }
  }

  /** Starts the missing workers with the first one's weights. If one fails, nobody is told: the network works without it. */
  #grow() {
    const checkpoint = this.#first.call('checkpoint', {});
    // Every worker that waits for it handles the error; without any, it would be unhandled.
    checkpoint.catch(() => {});
    for (let count = this.#started.length; count < this.#size; count++) void this.#start(checkpoint);
  }

  /** @param {Promise<Checkpoint>} checkpoint */
  async #start(checkpoint) {
    /** @type {WorkerClient | undefined} */
    let client;
    try {
      client = new WorkerClient();
      client.onEnd = () => (this.#ready = this.#ready.filter((one) => one !== client));
      this.#started.push(client);
      const { weights, metadata } = await checkpoint;
      await client.call('load', {
        source: { kind: 'bytes', bytes: weights },
        metadata: metadata === null ? { kind: 'none' } : { kind: 'text', text: metadata },
        labels: this.#labels,
        engine: 'cpu',
        precision: 'f32',
        sha256: null,
        reportsProgress: false,
      });
      this.#ready.push(client);
    } catch (error) {
      this.#size = this.#started.length;
      client?.end(/** @type {DenseNetError} */ (error));
    }
  }
}

/** @param {number} images @param {WorkerClient[]} clients @returns {Share[]} */
const share = (images, clients) =>
  splitBatch(images, clients.length).map((range, index) => ({ client: clients[index], ...range }));
