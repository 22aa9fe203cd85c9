/** @import { ClassSet, Intake } from '../../index.js' */
/** @import { Reading } from '../shared/protocol.js' */
import { loadReaders } from './core.js';

/** Class counts of well-known data sets, whose labels can be offered. */
const WELL_KNOWN = [10, 14, 18, 100, 365, 1000];

/** What the WebAssembly says about a network: `Network.info`, and more from the file readers. @typedef {any} Facts */

/**
 * Each of a network's facts with its source.
 * @param {Facts} facts @param {Reading} reading @param {ClassSet[]} labelSets @returns {Intake}
 */
export function toIntake({ config, preprocessing, ...facts }, { origin, sources, notes }, labelSets) {
  const { labels, activation, temperature, threshold, architecture } = facts;
  const values = {
    ...preprocessing,
    channels: config.in_channels,
    labels,
    activation,
    temperature,
    threshold,
  };
  /** @type {Record<string, string>} */
  const from = { ...sources, channels: 'checkpoint' };
  const metadata = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value, from: from[name] }]),
  );
  return {
    ...origin,
    config,
    architecture,
    metadata: /** @type {any} */ (metadata),
    notes,
    labelSets,
  };
}

/** What there is to say about a file in our own form. @param {Uint8Array} bytes @param {Facts} facts @returns {Reading} */
export function readingOf(bytes, { origins }) {
  const names = tensorNames(bytes) ?? [];
  const ignored = names.filter((name) => name.endsWith('num_batches_tracked'));
  const origin = {
    format: /** @type {const} */ ('safetensors'),
    shards: 1,
    location: '',
    // Our own name for the last norm of CIFAR's networks is theirs.
    scheme: names.some((name) => name.startsWith('features.norm_final.'))
      ? /** @type {const} */ ('efficient-densenet')
      : /** @type {const} */ ('torchvision'),
    assumed: false,
    prefix: '',
    head: names.includes('classifier.weight') ? 'classifier' : null,
    tensors: names.length,
    used: names.length - ignored.length,
    ignored,
    opThresholds: null,
    warnings: [],
  };
  return { origin, sources: origins, notes: [] };
}

/**
 * The names in a safetensors file, which is eight bytes of length, then JSON; null for any other file.
 * @param {Uint8Array} bytes
 */
export function tensorNames(bytes) {
  if (bytes[8] !== 0x7b) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    return Object.keys(header).filter((name) => name !== '__metadata__');
  } catch {
    return null;
  }
}

/** The label sets that fit a network without labels; none if they can't be downloaded. @param {Facts} facts @returns {Promise<ClassSet[]>} */
export async function labelSetsFor({ config, origins }) {
  if (origins.labels !== 'default' || !WELL_KNOWN.includes(config.num_classes)) return [];
  try {
    return JSON.parse((await loadReaders()).label_sets(JSON.stringify(config)));
  } catch {
    return [];
  }
}
