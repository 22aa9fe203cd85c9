// The networks that the visitor can choose.
import { HUB } from '../constants.js';
import { read } from './settings.js';

/** @import { LoadOptions } from 'densenet-web' */

/**
 * @typedef {object} Model
 * @property {string} id in the URL.
 * @property {string} name for people.
 * @property {'CIFAR-10' | 'ImageNet' | null} data what it was trained on.
 * @property {number | null} bytes to download; null if there is no download.
 * @property {string | null} url of remote weights.
 * @property {{ weights: File, metadata: File | null } | null} files from the visitor's own disk; `metadata` is a config.json.
 */

/** The files' actual sizes, which the page shows before downloading. */
const HUB_BYTES = { 121: 32_300_000, 161: 115_500_000, 169: 57_400_000, 201: 81_100_000 };

function hub() {
  return new URLSearchParams(location.search).get('hub') ?? read('hub') ?? HUB;
}

/** @type {readonly Model[]} */
export const MODELS = [
  { id: 'cifar10', name: 'DenseNet-BC-40', data: 'CIFAR-10', bytes: null, url: null, files: null },
  ...Object.entries(HUB_BYTES).map(([depth, bytes]) => ({
    id: `densenet${depth}`,
    name: `DenseNet-${depth}`,
    data: /** @type {const} */ ('ImageNet'),
    bytes,
    url: new URL(`timm/densenet${depth}.tv_in1k/resolve/main/model.safetensors`, `${hub()}/`).href,
    files: null,
  })),
];

/** The visitor's own checkpoints during this visit. @type {Model[]} */
const own = [];

/** Adds a checkpoint for this visit. @param {File} weights @param {File | null} metadata @returns {string} its id. */
export function addOwn(weights, metadata) {
  const id = own.length === 0 ? 'file' : `file-${own.length + 1}`;
  own.push({ id, name: weights.name, data: null, bytes: null, url: null, files: { weights, metadata } });
  return id;
}

/** @param {string} id @returns {Model | null} */
export const findModel = (id) => [...MODELS, ...own].find((model) => model.id === id) ?? null;

/** Whether this browser has already cached the weights. @param {Model} model */
export async function isKept(model) {
  if (!model.url || !globalThis.caches) return false;
  return (await caches.match(model.url).catch(() => undefined)) !== undefined;
}

/** The package's options to load a model. @param {Model} model @returns {Promise<LoadOptions>} */
export async function loadOptions({ url, files }) {
  if (files) {
    const { weights, metadata } = files;
    return metadata ? { weights, metadata } : { weights };
  }
  if (!url) return {};
  const { default: labels } = await import('../labels/imagenet.json');
  return { model: url, labels };
}
