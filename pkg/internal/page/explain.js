// What a network says about an image, mostly of its last call: arguments are checked here, before a worker is asked.
/** @import * as Api from '../../index.js' */
/** @import { RawMaps } from '../shared/protocol.js' */
/** @import { WorkerPool } from './worker-pool.js' */
import { checkInteger, checkOptions, isObject, readArguments, show, wrongType } from './check.js';
import { toCuts } from './cuts.js';
import { createError } from './errors.js';
import { captureImages, isLoading } from './images.js';

/** @typedef {{ image?: number, signal?: AbortSignal | null }} ImageOptions */

/** @param {WorkerPool} pool @param {Api.Cut | readonly Api.Cut[]} cut @param {{ signal?: AbortSignal | null }} options */
export function cut(pool, cut, options) {
  const { signal } = checkOptions(options, ['signal']);
  const cuts = readArguments(() => toCuts(cut));
  return unlessAborted(signal, () => pool.changeCuts('cut', { cuts }));
}

/** @param {WorkerPool} pool @param {Api.Cut | readonly Api.Cut[] | undefined} cut @param {{ signal?: AbortSignal | null }} options */
export function restore(pool, cut, options) {
  const { signal } = checkOptions(options, ['signal']);
  const cuts = cut === undefined ? null : readArguments(() => toCuts(cut));
  return unlessAborted(signal, () => pool.changeCuts('restore', { cuts }));
}

/** @param {WorkerPool} pool @param {Api.ImageSource} image @param {{ signal?: AbortSignal | null }} options @returns {Promise<Api.InputTensor>} */
export async function preprocess(pool, image, options) {
  const { signal } = checkOptions(options, ['signal']);
  const args = captureImages([image], pool.timeout).then((images) => ({ images }));
  const maps = await pool.first.call('preprocess', args, { signal, isSlow: isLoading(image) });
  const [, channels, height, width] = maps.shape;
  return { data: maps.data, channels, height, width };
}

/** @param {WorkerPool} pool @param {string} layer @returns {Promise<Api.FeatureMaps>} */
export async function featureMaps(pool, layer) {
  return toMaps(checkLayer(layer), await pool.featureMaps(layer));
}

/** @param {WorkerPool} pool @param {number} classIndex @param {{ image?: number }} options @returns {Promise<Api.ActivationMap>} */
export async function classActivationMap(pool, classIndex, options) {
  const request = { classIndex: checkClass(pool, classIndex) };
  return toMap(await pool.ask('classActivationMap', request, checkImage(options, ['image']).image));
}

/** @param {WorkerPool} pool @param {number} classIndex @param {{ image?: number }} options */
export function attribution(pool, classIndex, options) {
  const request = { classIndex: checkClass(pool, classIndex) };
  return pool.ask('attribution', request, checkImage(options, ['image']).image);
}

/** @param {WorkerPool} pool @param {Api.Objective} objective @param {ImageOptions} options */
export function gradients(pool, objective, options) {
  const { image, signal } = checkImage(options, ['image', 'signal']);
  return pool.ask('gradients', { objective: checkObjective(pool, objective) }, image, { signal });
}

/** @param {WorkerPool} pool @param {string | null} layer @returns {Promise<Api.GradientMaps>} */
export async function gradientMaps(pool, layer) {
  return toMaps(layer === null ? null : checkLayer(layer), await pool.gradientMaps(layer));
}

/** @param {WorkerPool} pool @param {number} classIndex @param {ImageOptions} options @returns {Promise<Api.ActivationMap>} */
export async function saliency(pool, classIndex, options) {
  const { image, signal } = checkImage(options, ['image', 'signal']);
  return toMap(await pool.ask('saliency', { classIndex: checkClass(pool, classIndex) }, image, { signal }));
}

/**
 * @param {WorkerPool} pool @param {string} layer @param {number} classIndex @param {ImageOptions} options
 * @returns {Promise<Api.ActivationMap>}
 */
export async function gradCam(pool, layer, classIndex, options) {
  const { image, signal } = checkImage(options, ['image', 'signal']);
  const request = { layer: checkLayer(layer), classIndex: checkClass(pool, classIndex) };
  return toMap(await pool.ask('gradCam', request, image, { signal }));
}

/** @param {WorkerPool} pool @param {number} classIndex @param {Api.MeasureReuseOptions} options */
export function measureReuse(pool, classIndex, options) {
  const { image, signal, onProgress } = checkImage(options, ['image', 'signal', 'onProgress']);
  if (onProgress !== undefined && typeof onProgress !== 'function') throw wrongType('onProgress');
  return pool.ask('measureReuse', { classIndex: checkClass(pool, classIndex) }, image, {
    signal,
    onProgress,
  });
}

/** @template {ImageOptions} T @param {T} options @param {(keyof T & string)[]} names */
function checkImage(options, names) {
  const { image = 0, ...others } = checkOptions(options, names);
  return { ...others, image: checkInteger('image', image, 0) };
}

/** @param {string} layer */
function checkLayer(layer) {
  if (typeof layer !== 'string') throw wrongType('layer');
  return layer;
}

/** @param {WorkerPool} pool @param {number} classIndex */
function checkClass(pool, classIndex) {
  const classes = pool.network.intake.metadata.labels.value.length;
  const isClass = Number.isInteger(classIndex) && classIndex >= 0 && classIndex < classes;
  if (!isClass) throw createError({ problem: 'class-out-of-range', found: show(classIndex), classes });
  return classIndex;
}

/** @param {WorkerPool} pool @param {Api.Objective} objective @returns {Api.Objective} */
function checkObjective(pool, objective) {
  if (!isObject(objective)) throw wrongType('objective');
  const given = /** @type {{ class?: number, label?: number }} */ (objective);
  const { class: index, label } = checkOptions(given, ['class', 'label']);
  if ((index === undefined) === (label === undefined)) throw wrongType('objective');
  return index === undefined
    ? { label: checkClass(pool, /** @type {number} */ (label)) }
    : { class: checkClass(pool, index) };
}

/**
 * What was sent to the workers happens all the same.
 * @param {AbortSignal | undefined} signal @param {() => Promise<void>} run @returns {Promise<void>}
 */
async function unlessAborted(signal, run) {
  signal?.throwIfAborted();
  const done = run();
  if (!signal) return done;
  await new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    done.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** @template {string | null} L @param {L} layer @param {RawMaps} maps */
function toMaps(layer, { data, shape: [images, channels, height, width] }) {
  return { layer, data, images, channels, height, width };
}

/** @param {RawMaps} maps */
const toMap = ({ data, shape: [, , height, width] }) => ({ data, height, width });
