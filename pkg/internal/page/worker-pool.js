/** @import { ImageSource } from '../../index.js' */
/** @import { CapturedImage, Checkpoint, ConfigureArguments, LoadArguments, LoadedNetwork, RawMaps, Result, RunResult } from '../shared/protocol.js' */
import { DenseNetError } from '../shared/error.js';
import { defaultWorkerCount, joinMaps, joinResults, splitBatch } from './batch.js';
import { createError } from './errors.js';
import { captureImages, isLoading } from './images.js';
import { sourceOf } from './sources.js';
import { WorkerClient } from './worker-client.js';

/** A worker's share of a batch. @typedef {{ client: WorkerClient, offset: number, count: number }} Share */
/**
 * A call, and which worker has which of its images. While one of them loads, later calls may overtake it.
 * @typedef {{ number: number, shares: Share[], loading: Promise<unknown> | null }} Call
 */
/** @typedef {{ topK: number, timeLayers: boolean, skip: boolean }} RunOptions */

/**
 * The workers of a network: the one that loaded it and, because the CPU engine uses a single core, on that engine others
 * that share batches. If the first one crashes, the next call starts another.
 */
export class WorkerPool {
  /** @type {LoadedNetwork} */
  network;
  /** How to load the network again. @type {LoadArguments | Promise<LoadArguments>} */
  #args;
  #timeout;
  #credentials;
  #first = /** @type {WorkerClient} */ ({});
  /** The number of workers to have. */
  #size;
  /** Those that have loaded the network. @type {WorkerClient[]} */
  #ready = [];
  /** All that were started. @type {WorkerClient[]} */
  #started = [];
  /** The last call that has not failed. */
  #last = /** @type {Call} */ ({});
  #calls = 0;
  #isDisposed = false;

  /** @param {WorkerClient} first @param {LoadedNetwork} network @param {LoadArguments} args @param {number | null} requested the number of workers */
  constructor(first, network, args, requested) {
    const cores = navigator.hardwareConcurrency ?? 1;
    this.network = network;
    this.#size = requested ?? defaultWorkerCount(network.stats.weightBytes, cores);
    this.#adopt(first);
    this.#timeout = args.timeout;
    this.#credentials = args.credentials;
    this.#args = args;
    if (args.source.kind === 'random') {
      // The same configuration would get other weights.
      this.#args = first.call('checkpoint', {}).then((checkpoint) => ({ ...args, ...sourceOf(checkpoint) }));
      this.#args.catch(() => {});
    }
  }

  /** How many workers have loaded the network. */
  get workers() {
    return this.#ready.length;
  }

  /**
   * Classifies images, which the workers share. After the first batch more workers start, and help from then on.
   * @param {readonly ImageSource[]} images
   * @param {RunOptions} options @param {AbortSignal} [signal] @returns {Promise<RunResult>}
   */
  async classify(images, options, signal) {
    const first = this.#living();
    const shares = share(images.length, this.#ready);
    const running = this.#send('classify', shares, images, options, signal);
    const size = this.network.engine.kind === 'cpu' ? this.#size : 1;
    if (images.length > 1 && this.#started.length < size) this.#grow(size);
    try {
      return joinResults(await running);
    } catch (error) {
      const hasCrashed = shares.some(({ client }) => client.isEnded);
      if (first.isEnded || !hasCrashed) throw error;
      throw createError({ problem: 'batch-worker-failed' }, { cause: error });
    }
  }

  /** @param {ImageSource} image @param {AbortSignal} [signal] @returns {Promise<Result<'embed'>>} */
  async embed(image, signal) {
    const options = { topK: 1, timeLayers: false, skip: false };
    const [result] = await this.#send('embed', share(1, [this.#living()]), [image], options, signal);
    return result;
  }

  /** @param {ImageSource} image @param {AbortSignal} [signal] @returns {Promise<RawMaps>} */
  async preprocess(image, signal) {
    const args = captureImages([image], this.#timeout).then((images) => ({ images }));
    return this.#living().call('preprocess', args, { signal, isSlow: isLoading(image) });
  }

  /** The maps of the last call's images, from all workers that have some. @param {string} layer @returns {Promise<RawMaps>} */
  async featureMaps(layer) {
    this.#living();
    const { number: call, shares, loading } = this.#last;
    const args = loading?.then(() => ({ call, layer })) ?? { call, layer };
    const all = await Promise.all(
      shares.map(({ client }) => client.call('featureMaps', args, { isSlow: loading !== null })),
    );
    const parts = all.filter(({ images }) => images > 0);
    if (parts.length === 0) throw createError({ problem: 'no-maps' });
    // The maps of a single worker's last pass are still consecutive images.
    const isComplete = parts.every(({ shape, images }) => shape[0] === images);
    if (parts.length > 1 && !isComplete) throw createError({ problem: 'maps-overwritten' });
    return joinMaps(parts);
  }

  /** @param {number} classIndex @param {number} image its index in the last call @returns {Promise<RawMaps>} */
  async classActivationMap(classIndex, image) {
    this.#living();
    const { number: call, shares, loading } = this.#last;
    const { client, offset } = shares.findLast(({ offset }) => offset <= image) ?? shares[0];
    const request = { call, classIndex, image: image - offset };
    try {
      const args = loading?.then(() => request) ?? request;
      return await client.call('classActivationMap', args, { isSlow: loading !== null });
    } catch (cause) {
      // The worker counts the images of its share only.
      const problem = cause instanceof DenseNetError ? cause.details.problem : null;
      if (problem === 'unknown-image')
        throw createError({ problem: 'image-not-in-last-call', image }, { cause });
      if (problem === 'features-gone') throw createError({ problem: 'maps-overwritten' }, { cause });
      throw cause;
    }
  }

  /**
   * Other metadata for the network, in all workers. Those that a later crash replaces get it as well.
   * @param {ConfigureArguments} args @param {AbortSignal} [signal]
   */
  async configure(args, signal) {
    const first = this.#living();
    const described = await first.call('configure', args, { signal });
    this.network = { ...this.network, ...described };
    const canonical = {
      metadata: { kind: /** @type {const} */ ('text'), text: JSON.stringify(described.metadata) },
    };
    this.#args = Promise.resolve(this.#args).then((before) => ({ ...before, ...canonical, labels: null }));
    this.#args.catch(() => {});
    // A helper that fails is replaced by the first worker, which has the same metadata.
    const others = this.#started.filter((client) => client !== first);
    await Promise.allSettled(
      others.map((client) => client.call('configure', { ...canonical, labels: null })),
    );
  }

  async featureReuse() {
    return this.#living().call('featureReuse', {});
  }

  /** @param {DenseNetError} error */
  end(error) {
    this.#isDisposed = true;
    this.#first.end(error);
  }

  /** @param {WorkerClient} first */
  #adopt(first) {
    this.#first = first;
    this.#ready = [first];
    this.#started = [first];
    this.#last = { number: 0, shares: share(1, [first]), loading: null };
    // The others are useless without it.
    first.onEnd = (error) => {
      for (const client of this.#started) client.end(error);
      this.#ready = [first];
      this.#started = [first];
    };
  }

  /** The first worker, or after a crash a new one, which loads the network before it does anything else. */
  #living() {
    if (!this.#first.isEnded || this.#isDisposed) return this.#first;
    const client = new WorkerClient();
    this.#adopt(client);
    client.call('load', this.#args).then(
      (network) => (this.network = network),
      (error) => client.end(error),
    );
    return client;
  }

  /**
   * Sends the requests of a call, which becomes the last one unless it fails.
   * @template {'classify' | 'embed'} M @param {M} method @param {Share[]} shares
   * @param {readonly ImageSource[]} images @param {RunOptions} options @param {AbortSignal} [signal]
   * @returns {Promise<Result<M>[]>}
   */
  async #send(method, shares, images, options, signal) {
    const captured = captureImages(images, this.#timeout);
    const isSlow = images.some(isLoading);
    const previous = this.#last;
    const current = { number: ++this.#calls, shares, loading: isSlow ? captured : null };
    this.#last = current;
    try {
      return await Promise.all(
        shares.map(({ client, offset, count }) => {
          const batch = { call: current.number, offset, total: images.length, ...options };
          const args = captured.then((all) => ({ ...batch, images: all.slice(offset, offset + count) }));
          return client.call(method, /** @type {any} */ (args), { signal, isSlow });
        }),
      );
    } catch (error) {
      if (this.#last === current) this.#last = previous;
      throw error;
    }
  }

  /** Starts the missing workers with the first one's weights. If one fails, nobody is told: the network works without it. @param {number} size */
  #grow(size) {
    const checkpoint = this.#first.call('checkpoint', {});
    // Every worker that waits for it handles the error; without any, it would be unhandled.
    checkpoint.catch(() => {});
    for (let count = this.#started.length; count < size; count++) void this.#start(checkpoint);
  }

  /** @param {Promise<Checkpoint>} checkpoint */
  async #start(checkpoint) {
    /** @type {WorkerClient | undefined} */
    let client;
    try {
      client = new WorkerClient();
      client.onEnd = () => {
        this.#ready = this.#ready.filter((one) => one !== client);
        this.#started = this.#started.filter((one) => one !== client);
      };
      this.#started.push(client);
      await client.call('load', {
        ...sourceOf(await checkpoint),
        labels: null,
        engine: 'cpu',
        precision: 'f32',
        reportsProgress: false,
        timeout: this.#timeout,
        credentials: this.#credentials,
      });
      this.#ready.push(client);
    } catch (error) {
      client?.end(/** @type {DenseNetError} */ (error));
      this.#size = this.#started.length;
    }
  }
}

/** @param {number} images @param {WorkerClient[]} clients @returns {Share[]} */
const share = (images, clients) =>
  splitBatch(images, clients.length).map((range, index) => ({ client: clients[index], ...range }));
