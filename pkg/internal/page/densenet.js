/** @import * as Api from '../../index.js' */
/** @import { EngineFigures, RunResult } from '../shared/protocol.js' */
import { MODELS } from '../../assets.js';
import { checkOptions, readArguments } from './check.js';
import { checkTopK, classify, embed } from './classify.js';
import { createError } from './errors.js';
import * as explain from './explain.js';
import { LOAD_OPTIONS, requestedWorkers, toLoadArguments } from './load-options.js';
import { rare } from './on-demand.js';
import { RunTimes } from './run-times.js';
import { shareLoad } from './share-load.js';
import { isSpecial, toConfigureArguments } from './sources.js';
import { baseOf } from './urls.js';
import { WorkerClient } from './worker-client.js';
import { WorkerPool } from './worker-pool.js';

/** Known to `load` only, which makes the constructor private. */
const KEY = Symbol('DenseNet.load');
/** @type {(keyof Api.Preprocessing)[]} */
const PREPROCESSING = ['inputSize', 'cropPct', 'interpolation', 'colour', 'mean', 'std'];

/** Ends the workers of networks that are dropped without `dispose`. @type {FinalizationRegistry<WorkerPool>} */
const dropped = new FinalizationRegistry((pool) => pool.end(createError({ problem: 'disposed' })));

/** A loaded network, in workers of its own. @implements {Omit<Api.DenseNet, typeof Symbol.dispose>} */
export class DenseNet {
  #pool;
  #onEngineChange;
  #times = new RunTimes();
  /** @type {EngineFigures} */
  #figures;
  /** Counts the passes. @template {RunResult} R @param {R} result */
  #record = (result) => {
    if (result.hasRun) this.#times.add(result.timings.run);
    this.#figures = result.stats;
    return result;
  };

  /** @param {symbol} key @param {WorkerPool} pool @param {Api.LoadOptions['onEngineChange']} [onEngineChange] */
  constructor(key, pool, onEngineChange) {
    if (key !== KEY) throw createError({ problem: 'not-constructible' });
    this.#pool = pool;
    this.#figures = pool.network.stats;
    this.#onEngineChange = onEngineChange;
    // The pool, which outlives this object, must not hold what its caller's function refers to.
    const self = new WeakRef(this);
    pool.onEngine = (engine) => {
      const net = self.deref();
      if (net) net.#onEngineChange?.(engine);
    };
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
    const plain = readArguments(() => isSpecial(checked)) ? (await rare()).withPlainSource : null;
    const args = readArguments(() => toLoadArguments(plain ? plain(checked) : checked));
    const client = new WorkerClient(baseOf(checked), checked.worker);
    try {
      const network = await shareLoad(client, args, { signal, onProgress });
      return new DenseNet(KEY, new WorkerPool(client, network, args, workers), onEngineChange);
    } catch (error) {
      client.end(createError({ problem: 'disposed' }));
      throw error;
    }
  }

  /** @param {Api.ModelLocation} model */
  static async isCached(model) {
    return (await rare()).isCached(model);
  }

  static async cacheContents() {
    return (await rare()).cacheContents();
  }

  /** @param {Api.ModelLocation} [model] */
  static async clearCache(model) {
    await (await rare()).clearCache(model);
  }

  get cuts() {
    return this.#pool.network.cuts;
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
    const { metadata } = this.#pool.network.intake;
    const values = PREPROCESSING.map((name) => [name, metadata[name].value]);
    return /** @type {Api.Preprocessing} */ (Object.fromEntries(values));
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

  // What only passes its arguments on waits all the same: that keeps this network from being collected meanwhile.

  /** @param {any} images @param {Api.ClassifyOptions} [options] @returns {Promise<any>} */
  async classify(images, options = {}) {
    return await classify(this.#pool, this.#record, images, options);
  }

  /** @param {any} images @param {Api.ClassifyEachOptions} [options] @returns {AsyncGenerator<any, void, void>} */
  async *classifyEach(images, options = {}) {
    yield* (await rare()).classifyEach(this.#pool, this.#record, images, options);
  }

  /** @param {any} images @param {Api.EmbedOptions} [options] @returns {Promise<any>} */
  async embed(images, options = {}) {
    return await embed(this.#pool, this.#record, images, options);
  }

  /** @param {Api.ImageSource} image @param {Api.AbortOptions} [options] */
  async preprocess(image, options = {}) {
    return await explain.preprocess(this.#pool, image, options);
  }

  /** @param {Pick<Api.ClassifyOptions, 'topK' | 'signal'>} [options] @returns {Promise<Api.Classification[]>} */
  async rerun(options = {}) {
    const { topK, signal } = checkOptions(options, ['topK', 'signal']);
    const { results, timings, stats } = await this.#pool.rerun(checkTopK(this.#pool, topK), signal);
    // Parts of passes would distort the statistics.
    this.#figures = stats;
    return results.map((one) => ({ .../** @type {Api.Classification} */ (one), timings }));
  }

  /** @param {Api.Cut | readonly Api.Cut[]} cut @param {Api.AbortOptions} [options] */
  async cut(cut, options = {}) {
    await explain.changeCuts(this.#pool, 'cut', cut, options);
  }

  /** @param {Api.Cut | readonly Api.Cut[]} [cut] @param {Api.AbortOptions} [options] */
  async restore(cut, options = {}) {
    await explain.changeCuts(this.#pool, 'restore', cut, options);
  }

  /** @param {string} layer @param {Api.AbortOptions} [options] */
  async featureMaps(layer, options = {}) {
    return await explain.featureMaps(this.#pool, layer, options);
  }

  /** @param {any} classes @param {any} [options] @returns {Promise<any>} */
  async classActivationMap(classes, options = {}) {
    return await explain.classActivationMap(this.#pool, classes, options);
  }

  /** @param {any} classes @param {any} [options] @returns {Promise<any>} */
  async attribution(classes, options = {}) {
    return await explain.attribution(this.#pool, classes, options);
  }

  /** @param {Api.Objective} objective @param {Api.ImageOptions} [options] */
  async gradients(objective, options = {}) {
    return await explain.gradients(this.#pool, objective, options);
  }

  /** @param {string | null} layer @param {Api.AbortOptions} [options] */
  async gradientMaps(layer, options = {}) {
    return await explain.gradientMaps(this.#pool, layer, options);
  }

  /** @param {any} classes @param {any} [options] @returns {Promise<any>} */
  async saliency(classes, options = {}) {
    return await explain.saliency(this.#pool, classes, options);
  }

  /** @param {string} layer @param {any} classes @param {any} [options] @returns {Promise<any>} */
  async gradCam(layer, classes, options = {}) {
    return await explain.gradCam(this.#pool, layer, classes, options);
  }

  /** @param {number} classIndex @param {Api.MeasureReuseOptions} [options] */
  async measureReuse(classIndex, options = {}) {
    return await explain.measureReuse(this.#pool, classIndex, options);
  }

  /** @param {Api.Configuration} configuration @param {Api.AbortOptions} [options] */
  async configure(configuration, options = {}) {
    const { signal } = checkOptions(options, ['signal']);
    const read = () => toConfigureArguments(checkOptions(configuration, ['metadata', 'labels']));
    await this.#pool.configure(readArguments(read), signal);
  }

  /** @param {Api.AbortOptions} [options] @returns {Promise<Api.BlockReuse[]>} */
  async featureReuse(options = {}) {
    return await this.#pool.first.call('featureReuse', {}, checkOptions(options, ['signal']));
  }

  dispose() {
    this.#pool.end(createError({ problem: 'disposed' }));
  }

  // Where Symbol.dispose doesn't exist, this defines `dispose` again.
  [Symbol.dispose ?? 'dispose']() {
    this.#pool.end(createError({ problem: 'disposed' }));
  }
}
