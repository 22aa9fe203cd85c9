/** @import * as Api from '../../index.js' */
/** @import { EngineStats, Loaded, Ran } from '../shared/protocol.js' */
import { MODELS } from '../../assets.js';
import { clearCache } from '../shared/cache.js';
import { Client } from './worker-client.js';
import { Crew } from './worker-pool.js';
import { DenseNetError } from '../shared/error.js';
import { checked, checkedWorkers, invalid, toLoadArguments } from './options.js';
import { RunTimes } from './run-times.js';

/** Only `load` has it. */
const KEY = Symbol('DenseNet.load');

/** A loaded network, in workers of its own. @implements {Omit<Api.DenseNet, typeof Symbol.dispose>} */
export class DenseNet {
  #crew;
  #loaded;
  #times = new RunTimes();
  /** @type {EngineStats} */
  #engineStats;

  /** @param {symbol} key @param {Crew} crew @param {Loaded} loaded */
  constructor(key, crew, loaded) {
    if (key !== KEY) throw invalid('there is no new DenseNet(): use await DenseNet.load()');
    this.#crew = crew;
    this.#loaded = loaded;
    this.#engineStats = loaded.stats;
  }

  static get models() {
    return Object.freeze(Object.keys(MODELS));
  }

  /** @param {Api.LoadOptions} [options] @returns {Promise<DenseNet>} */
  static async load(options = {}) {
    const { signal, onProgress } = checked(options);
    signal?.throwIfAborted();
    const workers = checkedWorkers(options);
    const args = toLoadArguments(options);
    const client = new Client();
    try {
      const loaded = await client.call('load', args, { signal, onProgress });
      return new DenseNet(KEY, new Crew(client, loaded, workers), loaded);
    } catch (error) {
      client.end(new DenseNetError('disposed', 'this network was not loaded'));
      throw error;
    }
  }

  static clearCache() {
    return clearCache();
  }

  get plan() {
    return this.#loaded.plan;
  }

  get engine() {
    return this.#loaded.engine;
  }

  get labels() {
    return this.#loaded.labels;
  }

  get architecture() {
    return this.#loaded.architecture;
  }

  get preprocessing() {
    return this.#loaded.preprocessing;
  }

  /** @returns {Api.Stats} */
  get stats() {
    const { workers } = this.#crew;
    return { load: this.#loaded.load, ...this.#times.summary, workers, ...this.#engineStats };
  }

  /** @param {any} images @param {Api.ClassifyOptions} [options] @returns {Promise<any>} */
  async classify(images, options = {}) {
    const { topK = 5, timeLayers = false, signal } = checked(options);
    if (!Number.isInteger(topK) || topK < 1) throw invalid(`topK must be a whole number from 1, not ${topK}`);
    const list = Array.isArray(images) ? images : [images];
    if (list.length === 0) throw invalid('there is no image: give at least one');
    const ran = await this.#crew.classify(list, { topK, timeLayers: Boolean(timeLayers) }, signal);
    const { results } = this.#count(ran);
    return Array.isArray(images) ? results : results[0];
  }

  /** @param {Api.ImageSource} image @param {{ signal?: AbortSignal }} [options] */
  async embed(image, options = {}) {
    const { signal } = checked(options);
    return this.#count(await this.#crew.embed(image, signal)).data;
  }

  /** @param {string} layer @returns {Promise<Api.FeatureMaps>} */
  async featureMaps(layer) {
    if (typeof layer !== 'string') throw invalid("layer must be a layer's name; plan.layers lists them");
    const { data, shape } = await this.#crew.featureMaps(layer);
    const [images, channels, height, width] = shape;
    return { layer, data, images, channels, height, width };
  }

  /** @param {number} classIndex @param {{ image?: number }} [options] @returns {Promise<Api.ActivationMap>} */
  async classActivationMap(classIndex, { image = 0 } = {}) {
    const classes = this.labels.length;
    if (!isIndex(classIndex) || classIndex >= classes) {
      throw invalid(`there is no class ${classIndex}: classes go from 0 to ${classes - 1}`);
    }
    if (!isIndex(image)) throw invalid(`image must be a whole number from 0, not ${image}`);
    const { data, shape } = await this.#crew.classActivationMap(classIndex, image);
    return { data, height: shape[2], width: shape[3] };
  }

  /** @returns {Promise<Api.BlockReuse[]>} */
  async featureReuse() {
    return this.#crew.featureReuse();
  }

  dispose() {
    this.#crew.end(new DenseNetError('disposed', 'this network was disposed: load it again to use it'));
  }

  // Where there is no Symbol.dispose, this says the same again.
  [Symbol.dispose ?? 'dispose']() {
    this.#crew.end(new DenseNetError('disposed', 'this network was disposed: load it again to use it'));
  }

  /** @template {Ran} R @param {R} ran */
  #count(ran) {
    this.#times.add(ran.run);
    this.#engineStats = ran.stats;
    return ran;
  }
}

/** @param {unknown} value */
const isIndex = (value) => Number.isInteger(value) && /** @type {number} */ (value) >= 0;
