/** @import * as Api from '../../index.js' */
/** @import { EngineFigures, RunResult } from '../shared/protocol.js' */
import { MODELS } from '../../assets.js';
import { clearCache } from '../shared/cache.js';
import { fromPlain, messageOf } from '../shared/error.js';
import { checkInteger, checkOptions, readArguments, show, wrongType } from './check.js';
import { createError } from './errors.js';
import { LOAD_OPTIONS, requestedWorkers, toLoadArguments } from './load-options.js';
import { RunTimes } from './run-times.js';
import { shareLoad } from './share-load.js';
import { toLabelsSource, toMetadataSource } from './sources.js';
import { WorkerClient } from './worker-client.js';
import { WorkerPool } from './worker-pool.js';

/** Known to `load` only, which makes the constructor private. */
const KEY = Symbol('DenseNet.load');
/** More would not fit in memory. */
const MAX_IMAGES = 2 ** 16;

/** The images of a batch; holes are images, too. @param {any[]} images */
function toList(images) {
  if (images.length === 0) throw createError({ problem: 'empty-batch' });
  checkInteger('images.length', images.length, 1, MAX_IMAGES);
  return Array.from(images);
}

/** Ends the workers of networks that are dropped without `dispose`. @type {FinalizationRegistry<WorkerPool>} */
const dropped = new FinalizationRegistry((pool) => pool.end(createError({ problem: 'disposed' })));

/** A loaded network, in workers of its own. @implements {Omit<Api.DenseNet, typeof Symbol.dispose>} */
export class DenseNet {
  #pool;
  #onEngineChange;
  #times = new RunTimes();
  /** @type {EngineFigures} */
  #figures;

  /** @param {symbol} key @param {WorkerPool} pool @param {Api.LoadOptions['onEngineChange']} [onEngineChange] */
  constructor(key, pool, onEngineChange) {
    if (key !== KEY) throw createError({ problem: 'not-constructible' });
    this.#pool = pool;
    this.#figures = pool.network.stats;
    this.#onEngineChange = onEngineChange;
    dropped.register(this, pool);
  }

  static get models() {
    return Object.freeze(Object.keys(MODELS));
  }

  /** @param {Api.LoadOptions} [options] @returns {Promise<DenseNet>} */
  static async load(options = {}) {
    const checked = checkOptions(options, LOAD_OPTIONS);
    const { signal, onProgress, onEngineChange } = checked;
    signal?.throwIfAborted();
    const workers = requestedWorkers(checked);
    const args = readArguments(() => toLoadArguments(checked));
    const client = new WorkerClient();
    try {
      const network = await shareLoad(client, args, { signal, onProgress });
      return new DenseNet(KEY, new WorkerPool(client, network, args, workers), onEngineChange);
    } catch (error) {
      client.end(createError({ problem: 'disposed' }));
      throw error;
    }
  }

  static async clearCache() {
    try {
      await clearCache();
    } catch (cause) {
      throw createError({ problem: 'cache-not-cleared', reason: messageOf(cause) }, { cause });
    }
  }

  get plan() {
    return this.#pool.network.plan;
  }

  get engine() {
    return this.#pool.network.engine;
  }

  get labels() {
    return this.#pool.network.intake.metadata.labels.value;
  }

  get architecture() {
    return this.#pool.network.intake.architecture;
  }

  get preprocessing() {
    const { inputSize, cropPct, interpolation, colour, mean, std } = this.#pool.network.intake.metadata;
    return {
      inputSize: inputSize.value,
      cropPct: cropPct.value,
      interpolation: interpolation.value,
      colour: colour.value,
      mean: mean.value,
      std: std.value,
    };
  }

  get activation() {
    return this.#pool.network.intake.metadata.activation.value;
  }

  get intake() {
    return this.#pool.network.intake;
  }

  get metadata() {
    return this.#pool.network.metadata;
  }

  /** @returns {Api.Stats} */
  get stats() {
    const { workers } = this.#pool;
    return { load: this.#pool.network.load, ...this.#times.summary, workers, ...this.#figures };
  }

  /** @param {any} images @param {Api.ClassifyOptions} [options] @returns {Promise<any>} */
  async classify(images, options = {}) {
    const checked = checkOptions(options, ['topK', 'timeLayers', 'signal', 'onError']);
    const { topK = 5, timeLayers = false, signal, onError = 'throw' } = checked;
    if (onError !== 'throw' && onError !== 'skip') {
      throw createError({ problem: 'unknown-on-error', found: show(onError) });
    }
    // A network without a classifier has no labels: it must say so, not return nothing.
    const count = Math.min(checkInteger('topK', topK, 1), Math.max(this.labels.length, 1));
    const isBatch = readArguments(() => Array.isArray(images));
    const list = isBatch ? readArguments(() => toList(images)) : [images];
    const result = await this.#pool.classify(
      list,
      { topK: count, timeLayers: Boolean(timeLayers), skip: isBatch && onError === 'skip' },
      signal,
    );
    const { timings } = this.#record(result);
    const results = result.results.map((one) =>
      'error' in one ? { error: fromPlain(one.error) } : { ...one, timings },
    );
    return isBatch ? results : results[0];
  }

  /** @param {Api.ImageSource} image @param {{ signal?: AbortSignal | null }} [options] */
  async embed(image, options = {}) {
    const { signal } = checkOptions(options, ['signal']);
    return this.#record(await this.#pool.embed(image, signal)).data;
  }

  /** @param {Api.ImageSource} image @param {{ signal?: AbortSignal | null }} [options] @returns {Promise<Api.InputTensor>} */
  async preprocess(image, options = {}) {
    const { signal } = checkOptions(options, ['signal']);
    const { data, shape } = await this.#pool.preprocess(image, signal);
    return { data, channels: shape[1], height: shape[2], width: shape[3] };
  }

  /** @param {string} layer @returns {Promise<Api.FeatureMaps>} */
  async featureMaps(layer) {
    if (typeof layer !== 'string') throw wrongType('layer');
    const { data, shape } = await this.#pool.featureMaps(layer);
    const [images, channels, height, width] = shape;
    return { layer, data, images, channels, height, width };
  }

  /** @param {number} classIndex @param {{ image?: number }} [options] @returns {Promise<Api.ActivationMap>} */
  async classActivationMap(classIndex, options = {}) {
    const { image = 0 } = checkOptions(options, ['image']);
    const classes = this.labels.length;
    const isClass = Number.isInteger(classIndex) && classIndex >= 0 && classIndex < classes;
    if (!isClass) throw createError({ problem: 'class-out-of-range', found: show(classIndex), classes });
    checkInteger('image', image, 0);
    const { data, shape } = await this.#pool.classActivationMap(classIndex, image);
    return { data, height: shape[2], width: shape[3] };
  }

  /** @param {Api.Configuration} configuration @param {{ signal?: AbortSignal | null }} [options] */
  async configure(configuration, options = {}) {
    const { signal } = checkOptions(options, ['signal']);
    const { metadata, labels } = checkOptions(configuration, ['metadata', 'labels']);
    const args = readArguments(() => ({
      metadata:
        metadata === undefined ? { kind: /** @type {const} */ ('none') } : toMetadataSource(metadata, false),
      labels: labels === undefined ? null : toLabelsSource(labels, false),
    }));
    await this.#pool.configure(args, signal);
  }

  /** @returns {Promise<Api.BlockReuse[]>} */
  async featureReuse() {
    // Waiting keeps this network from being collected meanwhile.
    return await this.#pool.featureReuse();
  }

  dispose() {
    this.#pool.end(createError({ problem: 'disposed' }));
  }

  // Where Symbol.dispose doesn't exist, this defines `dispose` again.
  [Symbol.dispose ?? 'dispose']() {
    this.#pool.end(createError({ problem: 'disposed' }));
  }

  /** Counts the passes, and notices when another engine took over. @template {RunResult} R @param {R} result */
  #record(result) {
    const { engine } = result;
    if (engine && JSON.stringify(engine) !== JSON.stringify(this.engine)) {
      this.#pool.network = { ...this.#pool.network, engine };
      this.#onEngineChange?.(engine);
    }
    if (result.hasRun) this.#times.add(result.timings.run);
    this.#figures = result.stats;
    return result;
  }
}
