// The networks that the visitor can choose.
import { HUB } from '../constants.js';
import { text } from './i18n.js';
import { fileOptions } from './intake.js';
import { randomNetwork, randomOptions } from './random-model.js';
import { read } from './settings.js';

/** @import { LoadOptions } from 'densenet-web' */
/** @import { Configuration } from './intake.js' */

/**
 * A checkpoint from the visitor's own disk.
 *
 * @typedef {object} OwnFiles
 * @property {readonly File[]} weights a file, or an index and its shards.
 * @property {File | null} metadata a config.json.
 * @property {File | null} labels a list of labels.
 * @property {boolean} assume whether the visitor has names read as torchvision would that don't say whose they are.
 * @property {readonly string[]} leftOut the names of files that came with them and are not used.
 */

/**
 * @typedef {object} Model
 * @property {string} id in the URL.
 * @property {string} name for people.
 * @property {'CIFAR-10' | 'ImageNet' | null} data what it was trained on.
 * @property {number | null} bytes to download; null if there is no download.
 * @property {string | null} url of remote weights.
 * @property {OwnFiles | null} files
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

/** Adds a checkpoint for this visit. @param {OwnFiles} files @returns {Model} */
export function addOwn(files) {
  const id = own.length === 0 ? 'file' : `file-${own.length + 1}`;
  /** @type {Model} */
  const model = { id, name: files.weights[0].name, data: null, bytes: null, url: null, files };
  own.push(model);
  return model;
}

/** What the visitor changed about a network during this visit. @type {Map<string, Configuration>} */
const configurations = new Map();

/** Another engine loads the network again: it is then configured again. @param {string} id @param {Configuration} configuration */
export function keepConfiguration(id, configuration) {
  // Another config.json also replaces the labels.
  const former = configuration.metadata ? {} : configurations.get(id);
  configurations.set(id, { ...former, ...configuration });
}

/** @param {string} id */
export const configurationOf = (id) => configurations.get(id);

/** The size of the files, where the visitor has them. @param {Model} model */
export const sizeOf = ({ files, bytes }) =>
  files ? files.weights.reduce((sum, { size }) => sum + size, 0) : bytes;

/** @param {string} id @returns {Model | null} */
export function findModel(id) {
  const random = { id, name: text().names.random, data: null, bytes: null, url: null, files: null };
  return [...MODELS, ...own].find((model) => model.id === id) ?? (randomNetwork(id) && random);
}

/** Whether this browser has already cached the weights. @param {Model} model */
export async function isKept(model) {
  if (!model.url || !globalThis.caches) return false;
  return (await caches.match(model.url).catch(() => undefined)) !== undefined;
}

/** The package's options to load a model. @param {Model} model @returns {Promise<LoadOptions>} */
export async function loadOptions({ id, url, files }) {
  const random = randomNetwork(id);
  if (random) return randomOptions(random);
  if (files) return fileOptions(files);
  // The package assumes ImageNet's labels for a network of its classes.
  return url ? { model: url } : {};
}
