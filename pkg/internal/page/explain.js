// What a network says about an image, mostly of its last call: arguments are checked here, before a worker is asked.
/** @import * as Api from '../../index.js' */
/** @import { RawMaps } from '../shared/protocol.js' */
/** @import { Request } from './call.js' */
/** @import { WorkerPool } from './worker-pool.js' */
import { checkInteger, checkOptions, isObject, readArguments, show, wrongType } from './check.js';
import { toCuts } from './cuts.js';
import { createError } from './errors.js';
import { captureImages, isLoading } from './images.js';

/** @typedef {'classActivationMap' | 'attribution' | 'gradients' | 'saliency' | 'gradCam' | 'measureReuse'} Question */

/**
 * @param {WorkerPool} pool @param {'cut' | 'restore'} method @param {Api.Cut | readonly Api.Cut[] | undefined} cut
 * @param {{ signal?: AbortSignal | null }} options
 */
export async function changeCuts(pool, method, cut, options) {
  const { signal } = checkOptions(options, ['signal']);
  const isAll = method === 'restore' && cut === undefined;
  const cuts = isAll ? null : readArguments(() => toCuts(cut));
  signal?.throwIfAborted();
  const changing = pool.changeCuts(method, { cuts });
  // What was sent to the workers happens all the same.
  const settled = new AbortController();
  const aborted = new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason), settled),
  );
  await Promise.race([changing, aborted]).finally(() => settled.abort());
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

/** @param {WorkerPool} pool @param {number} classIndex @param {{ image?: number }} options */
export const classActivationMap = (pool, classIndex, options) =>
  askMap(pool, 'classActivationMap', { classIndex: checkClass(pool, classIndex) }, options, ['image']);

/** @param {WorkerPool} pool @param {number} classIndex @param {{ image?: number }} options */
export const attribution = (pool, classIndex, options) =>
  ask(pool, 'attribution', { classIndex: checkClass(pool, classIndex) }, options, ['image']);

/** @param {WorkerPool} pool @param {Api.Objective} objective @param {Api.ImageOptions} options */
export const gradients = (pool, objective, options) =>
  ask(pool, 'gradients', { objective: checkObjective(pool, objective) }, options);

/** @param {WorkerPool} pool @param {string | null} layer @returns {Promise<Api.GradientMaps>} */
export const gradientMaps = async (pool, layer) =>
  toMaps(layer === null ? null : checkLayer(layer), await pool.gradientMaps(layer));

/** @param {WorkerPool} pool @param {number} classIndex @param {Api.ImageOptions} options */
export const saliency = (pool, classIndex, options) =>
  askMap(pool, 'saliency', { classIndex: checkClass(pool, classIndex) }, options);

/** @param {WorkerPool} pool @param {string} layer @param {number} classIndex @param {Api.ImageOptions} options */
export const gradCam = (pool, layer, classIndex, options) =>
  askMap(pool, 'gradCam', { layer: checkLayer(layer), classIndex: checkClass(pool, classIndex) }, options);

/** @param {WorkerPool} pool @param {number} classIndex @param {Api.MeasureReuseOptions} options */
export const measureReuse = (pool, classIndex, options) =>
  ask(pool, 'measureReuse', { classIndex: checkClass(pool, classIndex) }, options, ALL);

/** @type {('image' | 'signal' | 'onProgress')[]} */
const ALL = ['image', 'signal', 'onProgress'];

/**
 * Asks about an image of the last call.
 * @template {Question} M @param {WorkerPool} pool @param {M} method @param {Request<M>} request
 * @param {Api.MeasureReuseOptions} options @param {typeof ALL} names the options that there are
 */
function ask(pool, method, request, options, names = ['image', 'signal']) {
  const { image = 0, signal, onProgress } = checkOptions(options, names);
  if (onProgress !== undefined && typeof onProgress !== 'function') throw wrongType('onProgress');
  return pool.ask(method, request, checkInteger('image', image, 0), { signal, onProgress });
}

/**
 * @template {'classActivationMap' | 'saliency' | 'gradCam'} M @param {WorkerPool} pool @param {M} method
 * @param {Request<M>} request @param {Api.ImageOptions} options @param {typeof ALL} [names] @returns {Promise<Api.ActivationMap>}
 */
async function askMap(pool, method, request, options, names) {
  const { data, shape } = /** @type {RawMaps} */ (await ask(pool, method, request, options, names));
  return { data, height: shape[2], width: shape[3] };
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

/** @template {string | null} L @param {L} layer @param {RawMaps} maps */
function toMaps(layer, { data, shape: [images, channels, height, width] }) {
  return { layer, data, images, channels, height, width };
}
