// The networks that the visitor can pick.
import { HUB } from '../constants.js';
import { read } from './settings.js';

/** @import { LoadOptions } from 'densenet-web' */

/**
 * @typedef {object} Model
 * @property {string} id in the address.
 * @property {string} name for people.
 * @property {'CIFAR-10' | 'ImageNet' | null} data what it was trained on.
 * @property {number | null} bytes to download; null where nothing is.
 * @property {string | null} url of remote weights.
 */

/** The file's real sizes, which the page says before it downloads. */
const HUB_BYTES = { 121: 32_300_000, 161: 115_500_000, 169: 57_400_000, 201: 81_100_000 };

/** The id of a checkpoint from the visitor's own disk. */
export const OWN = 'file';

function hub() {
  return new URLSearchParams(location.search).get('hub') ?? read('hub') ?? HUB;
}

/** @type {readonly Model[]} */
export const MODELS = [
  { id: 'cifar10', name: 'DenseNet-BC-40', data: 'CIFAR-10', bytes: null, url: null },
  ...Object.entries(HUB_BYTES).map(([depth, bytes]) => ({
    id: `densenet${depth}`,
    name: `DenseNet-${depth}`,
    data: /** @type {const} */ ('ImageNet'),
    bytes,
    url: new URL(`timm/densenet${depth}.tv_in1k/resolve/main/model.safetensors`, `${hub()}/`).href,
  })),
];

/** @type {{ weights: File, metadata: File | null } | null} */
let own = null;

/** Remembers the visitor's own checkpoint for this visit. @param {File} weights @param {File | null} metadata its config.json */
export function setOwn(weights, metadata) {
  own = { weights, metadata };
}

export const hasOwn = () => own !== null;

/** @param {string} id @returns {Model | null} */
export function findModel(id) {
  if (id === OWN) return { id, name: own?.weights.name ?? '', data: null, bytes: null, url: null };
  return MODELS.find((model) => model.id === id) ?? null;
}

/** Whether the weights are kept in this browser already. @param {Model} model */
export async function isKept(model) {
  if (!model.url || !globalThis.caches) return false;
  return (await caches.match(model.url).catch(() => undefined)) !== undefined;
}

/** How the package is to load it. @param {Model} model @returns {Promise<LoadOptions>} */
export async function loadOptions(model) {
  if (model.id === OWN) {
    if (!own) throw new Error('No checkpoint has been chosen.');
    return own.metadata ? { weights: own.weights, metadata: own.metadata } : { weights: own.weights };
  }
  if (!model.url) return {};
  const { default: labels } = await import('../labels/imagenet.json');
  return { model: model.url, labels };
}
