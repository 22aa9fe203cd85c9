// Where a network and its metadata come from, according to the options of `load`.
/** @import { Configuration, LoadOptions } from '../../index.js' */
/** @import { Checkpoint, ConfigureArguments, LabelsSource, LoadArguments, MetadataSource, NetworkSource } from '../shared/protocol.js' */
import { locateModel, MODELS } from '../../assets.js';
import { isObject, show, wrongType } from './check.js';
import { createError } from './errors.js';
import { absoluteUrl, baseOf, metadataNextTo } from './urls.js';

/** @typedef {{ source: NetworkSource, metadata: MetadataSource }} Sources */

/** Whether the source must be brought into a plain form first: few are. @param {LoadOptions} options */
export const isSpecial = ({ model, random }) =>
  isObject(random) || (isObject(model) && !(model instanceof URL));

/** Of sources in plain form. @param {LoadOptions} options @returns {Sources} */
export function sourcesOf(options) {
  const given = /** @type {const} */ (['model', 'weights', 'random']).filter(
    (name) => options[name] !== undefined,
  );
  if (given.length > 1) throw createError({ problem: 'exclusive-options', options: given });
  const { model = Object.keys(MODELS)[0], weights, random } = options;
  const cache = Boolean(options.cache ?? true);
  const metadata = options.metadata === undefined ? null : toMetadataSource(options.metadata, cache);
  if (random !== undefined) {
    if (typeof random !== 'string') throw wrongType('random');
    return { source: { kind: 'random', config: random }, metadata: metadata ?? { kind: 'none' } };
  }
  if (weights !== undefined) {
    return { source: { kind: 'bytes', bytes: toBlobs(weights) }, metadata: metadata ?? { kind: 'none' } };
  }
  return fromModel(model, metadata, cache, baseOf(options));
}

/**
 * @param {unknown} model @param {MetadataSource | null} metadata @param {boolean} cache @param {string | null} base
 * @returns {Sources}
 */
function fromModel(model, metadata, cache, base) {
  const name = String(model);
  if (Object.hasOwn(MODELS, name)) {
    const bundled = locateModel(name, base);
    // Part of the page, which may replace them under the same URL: they are left to the browser's own cache.
    const common = /** @type {const} */ ({ kind: 'url', cache: false, credentials: 'same-origin' });
    return {
      source: { ...common, url: bundled.weights.href },
      metadata: metadata ?? { ...common, url: bundled.metadata.href, isOptional: false },
    };
  }
  const isUrl = model instanceof URL || (typeof model === 'string' && /[/.:]/.test(model));
  if (!isUrl) {
    throw createError({ problem: 'unknown-model', found: show(model), models: Object.keys(MODELS) });
  }
  const url = absoluteUrl(/** @type {string | URL} */ (model));
  return { source: { kind: 'url', url, cache }, metadata: metadata ?? metadataNextTo(url, cache) };
}

/** @param {NonNullable<LoadOptions['metadata']>} metadata @param {boolean} cache @returns {MetadataSource} */
export function toMetadataSource(metadata, cache) {
  if (metadata instanceof Blob) return { kind: 'blob', blob: metadata };
  if (typeof metadata === 'string' && /^\s*[{[]/.test(metadata)) return { kind: 'text', text: metadata };
  if (typeof metadata === 'string' || metadata instanceof URL) {
    return { kind: 'url', url: absoluteUrl(metadata), isOptional: false, cache };
  }
  // Neither a Promise nor a Map.
  if (Object.prototype.toString.call(metadata) !== '[object Object]') throw wrongType('metadata');
  const text = JSON.stringify(metadata, (field, value) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw createError({ problem: 'unreadable-argument', reason: `${field} is ${value}` });
  });
  return { kind: 'text', text };
}

/** @param {NonNullable<LoadOptions['labels']>} labels @param {boolean} cache @returns {LabelsSource} */
export function toLabelsSource(labels, cache) {
  if (labels instanceof Blob) return { kind: 'blob', blob: labels };
  if (typeof labels === 'string' || labels instanceof URL) {
    return { kind: 'url', url: absoluteUrl(labels), cache };
  }
  const list = Array.isArray(labels) ? Array.from(labels) : null;
  if (!list?.every((label) => typeof label === 'string')) throw wrongType('labels');
  return { kind: 'list', labels: list };
}

/** @param {Configuration} configuration @returns {ConfigureArguments} */
export const toConfigureArguments = ({ metadata, labels }) => ({
  metadata: metadata === undefined ? { kind: 'none' } : toMetadataSource(metadata, false),
  labels: labels === undefined ? null : toLabelsSource(labels, false),
});

/**
 * Where to load a network from that a worker has loaded already.
 * @param {Checkpoint} checkpoint
 * @returns {Pick<LoadArguments, 'source' | 'metadata' | 'sha256' | 'assume' | 'reading'>}
 */
export const sourceOf = ({ weights, metadata, reading }) => ({
  source: { kind: 'bytes', bytes: [weights] },
  metadata: { kind: 'text', text: metadata },
  sha256: null,
  assume: null,
  reading,
});

/**
 * How a worker that shares batches loads the first one's network.
 * @param {Checkpoint} checkpoint @param {Pick<LoadArguments, 'timeout' | 'credentials'>} args @returns {LoadArguments}
 */
export const helperOf = (checkpoint, args) => ({
  ...args,
  ...sourceOf(checkpoint),
  cuts: checkpoint.cuts,
  labels: null,
  engines: ['cpu'],
  precision: 'f32',
  threads: 1,
  reportsProgress: false,
});

/** One file or several: shards, and their index. @param {unknown} weights @returns {Blob[]} */
export function toBlobs(weights) {
  const isList = Array.isArray(weights) || globalThis.FileList?.[Symbol.hasInstance](weights);
  const list = isList ? Array.from(/** @type {Iterable<any>} */ (weights)) : [weights];
  if (list.length === 0) throw wrongType('weights');
  return list.map(toBlob);
}

/** A copy, from which the network can be loaded again. @param {ArrayBuffer | Uint8Array | Blob} weights */
function toBlob(weights) {
  if (weights instanceof Blob) return weights;
  const isView = ArrayBuffer.isView(weights);
  if (!isView && !(weights instanceof ArrayBuffer)) throw wrongType('weights');
  if (weights.byteLength === 0) throw createError({ problem: 'not-transferable', reason: '0 bytes' });
  return new Blob([/** @type {ArrayBuffer} */ (weights)]);
}
