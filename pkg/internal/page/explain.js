// What a network says about an image, mostly of its last call: arguments are checked here, before a worker is asked.
/** @import * as Api from '../../index.js' */
/** @import { RawMaps, Result } from '../shared/protocol.js' */
/** @import { Request } from './call.js' */
/** @import { WorkerPool } from './worker-pool.js' */
import { checkInteger, checkOptions, isObject, readArguments, show, wrongType } from './check.js';
import { toCuts } from './cuts.js';
import { createError } from './errors.js';
import { captureImages, isLoading } from './images.js';
import { unlessAborted } from './unless-aborted.js';

/** @typedef {'gradients' | 'measureReuse'} Question */

/**
 * @param {WorkerPool} pool @param {'cut' | 'restore'} method @param {Api.Cut | readonly Api.Cut[] | undefined} cut
 * @param {Api.AbortOptions} options
 */
export async function changeCuts(pool, method, cut, options) {
  const { signal } = checkOptions(options, ['signal']);
  const isAll = method === 'restore' && cut === undefined;
  const cuts = isAll ? null : readArguments(() => toCuts(cut));
  signal?.throwIfAborted();
  // What was sent to the workers happens all the same.
  await unlessAborted(pool.changeCuts(method, { cuts }), signal);
}

/** @param {WorkerPool} pool @param {Api.ImageSource} image @param {Api.AbortOptions} options @returns {Promise<Api.InputTensor>} */
export async function preprocess(pool, image, options) {
  const { signal } = checkOptions(options, ['signal']);
  const args = captureImages([image], pool.timeout).then((images) => ({ images }));
  const maps = await pool.first.call('preprocess', args, { signal, isSlow: isLoading(image) });
  const [, channels, height, width] = maps.shape;
  return { data: maps.data, channels, height, width };
}

/** @param {WorkerPool} pool @param {string} layer @param {Api.AbortOptions} options @returns {Promise<Api.FeatureMaps>} */
export async function featureMaps(pool, layer, options) {
  const { signal } = checkOptions(options, ['signal']);
  return toMaps(checkLayer(layer), await pool.featureMaps(layer, signal));
}

/** @param {WorkerPool} pool @param {string | null} layer @param {Api.AbortOptions} options @returns {Promise<Api.GradientMaps>} */
export async function gradientMaps(pool, layer, options) {
  const { signal } = checkOptions(options, ['signal']);
  return toMaps(layer === null ? null : checkLayer(layer), await pool.gradientMaps(layer, signal));
}

/** @param {WorkerPool} pool @param {unknown} classes @param {object} options */
export const classActivationMap = (pool, classes, options) =>
  askEach(pool, 'classActivationMap', {}, classes, options, toMap);

/** @param {WorkerPool} pool @param {unknown} classes @param {object} options */
export const attribution = (pool, classes, options) =>
  askEach(pool, 'attribution', {}, classes, options, (one) => one);

/** @param {WorkerPool} pool @param {unknown} classes @param {object} options */
export const saliency = (pool, classes, options) => askEach(pool, 'saliency', {}, classes, options, toMap);

/** @param {WorkerPool} pool @param {string} layer @param {unknown} classes @param {object} options */
export const gradCam = (pool, layer, classes, options) =>
  askEach(pool, 'gradCam', { layer: checkLayer(layer) }, classes, options, toMap);

/** @param {WorkerPool} pool @param {Api.Objective} objective @param {Api.ImageOptions} options */
export const gradients = (pool, objective, options) =>
  ask(pool, 'gradients', { objective: checkObjective(pool, objective) }, options);

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
 * Asks about a class in an image of the last call, or in each of several, where each may have a class of its own.
 * @template {'classActivationMap' | 'attribution' | 'saliency' | 'gradCam'} M @template R
 * @param {WorkerPool} pool @param {M} method @param {object} request @param {any} classes @param {{ image?: any, signal?: Api.AbortOptions['signal'] }} options
 * @param {(result: Result<M>) => R} convert @returns {Promise<R | R[]>}
 */
async function askEach(pool, method, request, classes, options, convert) {
  const { image = 0, signal } = checkOptions(options, ['image', 'signal']);
  /** @param {any} list @param {number} i */
  const at = (list, i) => (Array.isArray(list) ? list[i] : list);
  // All are checked before any is sent.
  const questions = readArguments(() => {
    const length = Array.isArray(image)
      ? Math.max(image.length, Array.isArray(classes) ? classes.length : 0)
      : 1;
    return Array.from({ length }, (_, i) => ({
      classIndex: checkClass(pool, Array.isArray(image) ? at(classes, i) : classes),
      image: checkInteger('image', at(image, i), 0),
    }));
  });
  const answers = questions.map(async ({ image, classIndex }) => {
    const asked = /** @type {Request<M>} */ (/** @type {unknown} */ ({ ...request, classIndex }));
    return convert(await pool.ask(method, asked, image, { signal }));
  });
  const results = await Promise.all(answers);
  return Array.isArray(image) ? results : results[0];
}

/** @param {RawMaps} maps @returns {Api.ActivationMap} */
const toMap = ({ data, shape: [, , height, width] }) => ({ data, height, width });

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
