/** @import { Cut, EngineInfo, ImageSource } from '../../index.js' */
/** @import { DenseNetError } from '../shared/error.js' */
/** @import { CapturedImage, Checkpoint, ConfigureArguments, LoadArguments, LoadedNetwork, Method, RawMaps, Result, RunResult } from '../shared/protocol.js' */
/** @import { Request, Share } from './call.js' */
/** @import { CallOptions } from './worker-client.js' */
import { defaultWorkerCount, joinMaps, joinResults } from './batch.js';
import { Call, share } from './call.js';
import { withFrozenCuts } from './cuts.js';
import { createError } from './errors.js';
import { captureImages, isLoading } from './images.js';
import { place } from './place.js';
import { helperOf, sourceOf } from './sources.js';
import { WorkerClient } from './worker-client.js';

/** Of a call; `total` is 1 where errors must not say which image they are about. @typedef {{ topK?: number, timeLayers?: boolean, skip: boolean, total?: number }} RunOptions */

/**
 * The workers of a network: the one that loaded it and, because the CPU engine uses a single core, on that engine others
 * that share batches. If the first one crashes, the next call starts another.
 */
export class WorkerPool {
  /** @type {LoadedNetwork} */
  network;
  /** How to load the network again. @type {LoadArguments | Promise<LoadArguments>} */
  #args;
  timeout;
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
  /** The image of the last gradients. @type {{ call: Call, image: number }} */
  #differentiated = /** @type {any} */ (null);
  #calls = 0;
  #isDisposed = false;
  /** Called when the network moved to another engine. @type {((engine: EngineInfo) => void) | null} */
  onEngine = null;

  /** @param {WorkerClient} first @param {LoadedNetwork} network @param {LoadArguments} args @param {number | null} requested the number of workers */
  constructor(first, network, args, requested) {
    this.network = withFrozenCuts(network);
    this.#size = first.isInline ? 1 : (requested ?? defaultWorkerCount(network.stats, place.cores()));
    this.#adopt(first);
    this.timeout = args.timeout;
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
   * Classifies or embeds images, which the workers share. After the first batch more workers start, and help from then on.
   * @template {'classify' | 'embed'} M @param {M} method @param {readonly ImageSource[]} images
   * @param {RunOptions} options @param {AbortSignal} [signal] @returns {Promise<Result<M>[]>}
   */
  async run(method, images, options, signal) {
    const first = this.#living();
    const shares = share(images.length, this.#ready);
    const running = this.#send(method, shares, images, options, signal);
    const size = this.network.engine.kind === 'cpu' ? this.#size : 1;
    if (images.length > 1 && this.#started.length < size) this.#grow(size);
    try {
      return await running;
    } catch (error) {
      const hasCrashed = shares.some(({ client }) => client.isEnded);
      if (first.isEnded || !hasCrashed) throw error;
      throw createError({ problem: 'batch-worker-failed' }, { cause: error });
    }
  }

  /**
   * The maps of the last call's images, from all workers that have some.
   * @param {string} layer @param {AbortSignal} [signal] @returns {Promise<RawMaps>}
   */
  async featureMaps(layer, signal) {
    this.#living();
    return joinMaps(await this.#last.askAll('featureMaps', { layer }, ({ shape }) => shape[0], { signal }));
  }

  /** The last call's images once more. @param {number} topK @param {AbortSignal} [signal] */
  async rerun(topK, signal) {
    this.#living();
    const parts = await this.#last.askAll('rerun', { topK }, ({ results }) => results.length, { signal });
    return joinResults(parts.map((part) => ({ ...part, hasRun: true })));
  }

  /**
   * Asks something about an image of the last call.
   * @template {Method} M @param {M} method
   * @param {Request<M>} request @param {number} image its index in the call @param {CallOptions} [options] @returns {Promise<Result<M>>}
   */
  async ask(method, request, image, options) {
    this.#living();
    if (method === 'gradients') this.#differentiated = { call: this.#last, image };
    return this.#last.ask(method, request, image, options);
  }

  /** @param {string | null} layer @param {AbortSignal} [signal] @returns {Promise<RawMaps>} */
  async gradientMaps(layer, signal) {
    this.#living();
    return this.#differentiated.call.ask('gradientMaps', { layer }, this.#differentiated.image, { signal });
  }

  /**
   * Changes the cuts, in all workers. Each of them handles this and all other calls in the same order, so that they agree.
   * @template {'cut' | 'restore'} M @param {M} method @param {{ cuts: M extends 'cut' ? Cut[] : Cut[] | null }} args
   */
  async changeCuts(method, args) {
    const first = this.#living();
    // A helper refuses the same cuts as the first one, or has crashed.
    const calls = this.#started.map((client) => client.call(method, /** @type {any} */ (args)));
    for (const call of calls) call.catch(() => {});
    const cuts = await calls[this.#started.indexOf(first)];
    this.network = withFrozenCuts({ ...this.network, cuts });
  }

  /**
   * Other metadata for the network, in all workers. Those that a later crash replaces get it as well.
   * @param {ConfigureArguments} args @param {AbortSignal} [signal]
   */
  async configure(args, signal) {
    const first = this.#living();
    const described = await first.call('configure', args, { signal });
    this.network = { ...this.network, ...described };
    const metadata = { kind: /** @type {const} */ ('text'), text: JSON.stringify(described.metadata) };
    this.#args = Promise.resolve(this.#args).then((before) => ({ ...before, metadata, labels: null }));
    this.#args.catch(() => {});
    // A helper that fails is replaced by the first worker, which has the same metadata.
    const others = this.#started.filter((client) => client !== first);
    await Promise.allSettled(others.map((client) => client.call('configure', { metadata, labels: null })));
  }

  get first() {
    return this.#living();
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
    this.#last = new Call(0, share(1, [first]), null);
    this.#differentiated = { call: this.#last, image: 0 };
    first.onEngine = (engine) => {
      this.network = { ...this.network, engine };
      this.onEngine?.(engine);
    };
    // The others are useless without it.
    first.onEnd = (error) => {
      for (const client of this.#started) client.end(error);
      this.#ready = [first];
      this.#started = [first];
    };
  }

  /** The first worker, or after a crash a new one, which loads the network first. */
  #living() {
    if (!this.#first.isEnded || this.#isDisposed) return this.#first;
    const client = new WorkerClient(this.#first.base, !this.#first.isInline);
    this.#adopt(client);
    const { cuts } = this.network;
    const args = Promise.resolve(this.#args).then((args) => ({ ...args, cuts }));
    client.call('load', args).then(
      (network) => (this.network = withFrozenCuts(network)),
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
    const captured = captureImages(images, this.timeout);
    const isSlow = images.some(isLoading);
    const previous = this.#last;
    const number = ++this.#calls;
    const current = (this.#last = new Call(number, shares, isSlow ? captured : null));
    try {
      return await Promise.all(
        shares.map(({ client, offset, count }) => {
          const batch = { call: number, offset, total: images.length, ...options };
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
      client = new WorkerClient(this.#first.base, true);
      client.onEnd = () => {
        this.#ready = this.#ready.filter((one) => one !== client);
        this.#started = this.#started.filter((one) => one !== client);
      };
      this.#started.push(client);
      // Called at once: what is sent to all workers from now on must find the network loaded.
      const args = { timeout: this.timeout, credentials: this.#credentials };
      await client.call(
        'load',
        checkpoint.then((loaded) => helperOf(loaded, args)),
      );
      this.#ready.push(client);
    } catch (error) {
      client?.end(/** @type {DenseNetError} */ (error));
      this.#size = this.#started.length;
    }
  }
}
