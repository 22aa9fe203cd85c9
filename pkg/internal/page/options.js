/** @import { LoadOptions } from '../../index.js' */
/** @import { ConfigSource, LoadArguments, Source } from '../shared/protocol.js' */
import { MODELS } from '../../assets.js';
import { DenseNetError } from '../shared/error.js';
import { absolute } from './images.js';

const ENGINES = ['auto', 'webgpu', 'cpu', 'burn'];
const PRECISIONS = ['auto', 'f32', 'f16'];

/** @param {string} message */
export const invalid = (message) => new DenseNetError('invalid-argument', message);

/** Options as they must be, whatever was given. @template {{ signal?: AbortSignal }} T @param {T} options @returns {T} */
export function checked(options) {
  if (typeof options !== 'object' || options === null) throw invalid('options must be an object');
  const { signal } = options;
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function')
    throw invalid('signal must be an AbortSignal');
  return options;
}

/** Checks what `load` was given, and puts it as the worker wants it. @param {LoadOptions} options @returns {LoadArguments} */
export function toLoadArguments(options) {
  const { engine = 'auto', precision = 'auto', labels, onProgress, cache = true, sha256 } = options;
  if (!ENGINES.includes(engine))
    throw invalid(`there is no engine ${show(engine)}: take one of ${ENGINES.join(', ')}`);
  if (!PRECISIONS.includes(precision))
    throw invalid(`there is no precision ${show(precision)}: take one of ${PRECISIONS.join(', ')}`);
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw invalid('onProgress must be a function');
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256))
    throw invalid('sha256 must be 64 hexadecimal digits');
  if (labels !== undefined && !isStrings(labels)) throw invalid('labels must be an array of strings');
  const { source, config } = sources(options, cache);
  return {
    source,
    config,
    engine,
    precision,
    labels: labels ? [...labels] : null,
    sha256: sha256?.toLowerCase() ?? null,
    progress: onProgress !== undefined,
  };
}

/** How many workers were asked for, if any were. @param {LoadOptions} options */
export function checkedWorkers({ workers }) {
  if (workers === undefined) return null;
  if (Number.isInteger(workers) && workers >= 1 && workers <= 64) return workers;
  throw invalid(`workers must be a whole number from 1 to 64, not ${show(workers)}`);
}

/** @param {LoadOptions} options @param {boolean} cache @returns {{ source: Source, config: ConfigSource }} */
function sources(options, cache) {
  const given = /** @type {const} */ (['model', 'weights', 'random']).filter(
    (name) => options[name] !== undefined,
  );
  if (given.length > 1) throw invalid(`${given.join(' and ')} exclude each other: give one of them`);
  const { model = Object.keys(MODELS)[0], weights, random } = options;
  const config = options.config === undefined ? null : toConfig(options.config, cache);
  if (random !== undefined) {
    if (typeof random !== 'object' || random === null) throw invalid('random must be a configuration object');
    return { source: { kind: 'random', config: JSON.stringify(random) }, config: config ?? { kind: 'none' } };
  }
  if (weights !== undefined) {
    return { source: { kind: 'bytes', bytes: toBytes(weights) }, config: config ?? { kind: 'none' } };
  }
  return fromModel(model, config, cache);
}

/** @param {string | URL} model @param {ConfigSource | null} config @param {boolean} cache */
function fromModel(model, config, cache) {
  const name = String(model);
  if (Object.hasOwn(MODELS, name)) {
    const bundled = MODELS[name]();
    /** @type {ConfigSource} */
    const ownConfig = { kind: 'url', url: bundled.config.href, beside: false, cache: false };
    // Part of the page, which may replace them under the same address: the browser's own cache suits them better.
    return { source: toSource(bundled.weights, false), config: config ?? ownConfig };
  }
  const isUrl = model instanceof URL || (typeof model === 'string' && /[/.:]/.test(model));
  if (!isUrl) {
    const names = Object.keys(MODELS).join(', ');
    throw invalid(
      `there is no bundled model ${show(model)}: take one of ${names}, or a safetensors file's URL`,
    );
  }
  const source = toSource(model, cache);
  return { source, config: config ?? beside(source.url, cache) };
}

/** @param {string | URL} url @param {boolean} cache @returns {Extract<Source, { kind: 'url' }>} */
const toSource = (url, cache) => ({ kind: 'url', url: absolute(url), cache });

/** @param {string} url @param {boolean} cache @returns {ConfigSource} */
function beside(url, cache) {
  const config = new URL(url);
  // Object URLs and data URLs have nothing beside them.
  if (!/^https?:$/.test(config.protocol)) return { kind: 'none' };
  config.pathname = config.pathname.replace(/[^/]*$/, 'config.json');
  return { kind: 'url', url: config.href, beside: true, cache };
}

/** @param {NonNullable<LoadOptions['config']>} config @param {boolean} cache @returns {ConfigSource} */
function toConfig(config, cache) {
  if (config instanceof Blob) return { kind: 'blob', blob: config };
  if (typeof config === 'string' && /^\s*[{[]/.test(config)) return { kind: 'text', text: config };
  if (typeof config === 'string' || config instanceof URL) {
    return { kind: 'url', url: absolute(config), beside: false, cache };
  }
  if (typeof config !== 'object' || config === null)
    throw invalid('config must be an object, JSON text, a Blob or a URL');
  return { kind: 'text', text: JSON.stringify(config) };
}

/** @param {ArrayBuffer | Uint8Array | Blob} weights */
function toBytes(weights) {
  if (weights instanceof Blob || weights instanceof ArrayBuffer) return weights;
  // A view's copy, or the whole buffer around it would travel along.
  if (ArrayBuffer.isView(weights)) {
    return new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength).slice();
  }
  throw invalid('weights must be an ArrayBuffer, a Uint8Array, a Blob or a File with a safetensors file');
}

/** @param {unknown} value @returns {value is string[]} */
const isStrings = (value) => Array.isArray(value) && value.every((one) => typeof one === 'string');

/** @param {unknown} value */
const show = (value) => JSON.stringify(value) ?? String(value);
