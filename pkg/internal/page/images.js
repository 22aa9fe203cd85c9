/** @import { ImageSource } from '../../index.js' */
/** @import { CapturedImage } from '../shared/protocol.js' */
import { messageOf, toPlain } from '../shared/error.js';
import { within } from '../shared/within.js';
import { argumentError, checkInteger, isObject } from './check.js';
import { createError } from './errors.js';
import { absoluteUrl } from './urls.js';

/** More would not fit in memory. */
const MAX_IMAGES = 2 ** 16;

/** Whether a value is several images rather than one: anything that can be iterated over, apart from text. @param {any} value */
export const isList = (value) =>
  isObject(value) &&
  (Symbol.iterator in value || 'length' in value) &&
  !ArrayBuffer.isView(value) &&
  classOf(value) !== 'String';

/** The images of a batch; holes are images, too. @param {any} images */
export function toList(images) {
  const list = [];
  const length = Math.min(images.length, MAX_IMAGES + 1);
  for (const image of images[Symbol.iterator] ? images : Array.from({ length }, (_, i) => images[i])) {
    // Not counted before: it may go on for ever.
    if (list.push(image) > MAX_IMAGES) checkInteger('images.length', list.length, 1, MAX_IMAGES);
  }
  if (list.length === 0) throw createError({ problem: 'empty-batch' });
  return list;
}

/** The name of a value's class, which also works for objects of other frames. @param {unknown} value */
export const classOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Captures images: what can change or belongs to this thread is copied now, everything else is left to the worker.
 * @param {readonly ImageSource[]} sources @param {number} timeout @returns {Promise<CapturedImage[]>}
 */
export const captureImages = (sources, timeout) =>
  Promise.all(
    sources.map(async (source) => {
      try {
        return await capture(source, timeout);
      } catch (error) {
        return { kind: 'failed', error: toPlain(argumentError(error)) };
      }
    }),
  );

/** Whether an image must still load. @param {ImageSource} source */
export function isLoading(source) {
  try {
    return classOf(source) === 'HTMLImageElement' && !(/** @type {HTMLImageElement} */ (source).complete);
  } catch {
    return false;
  }
}

/** What is moved to the worker, rather than copied. @param {readonly CapturedImage[]} images */
export const transferablesOf = (images) => images.flatMap(partsOf);

/** @param {CapturedImage} image @returns {(ImageBitmap | ArrayBuffer)[]} */
function partsOf(image) {
  if (image.kind === 'bitmap') return [image.bitmap];
  return image.kind === 'pixels' ? [/** @type {ArrayBuffer} */ (image.data.buffer)] : [];
}

/** @param {ImageSource} source @param {number} timeout @returns {Promise<CapturedImage>} */
async function capture(source, timeout) {
  const type = classOf(source);
  switch (type) {
    case 'Blob':
    case 'File':
      // The name of a class can be a lie.
      Blob.prototype.slice.call(source, 0, 0);
      return { kind: 'blob', blob: /** @type {Blob} */ (source) };
    case 'Uint8Array':
    case 'ArrayBuffer':
      return { kind: 'blob', blob: new Blob([/** @type {ArrayBuffer} */ (source)]) };
    case 'String':
    case 'URL':
      return { kind: 'url', url: absoluteUrl(/** @type {string | URL} */ (source)) };
    case 'ImageData':
      return fromImageData(/** @type {ImageData} */ (source));
    case 'HTMLImageElement':
      return fromImageElement(/** @type {HTMLImageElement} */ (source), timeout);
    case 'HTMLVideoElement':
      return toBitmap(source, (reason) => ({ problem: 'no-video-frame', reason }));
    case 'VideoFrame':
    case 'ImageBitmap':
      return toBitmap(source, (reason) => ({ problem: 'closed-image', type, reason }));
    case 'HTMLCanvasElement':
    case 'OffscreenCanvas':
      return toBitmap(source, (reason) => ({ problem: 'unreadable-canvas', reason }));
    default:
      if (isPixels(source)) return pixelsOf(source);
      throw createError({ problem: 'not-an-image', found: describe(source) });
  }
}

/** @param {any} value @returns {value is import('../../index.js').RawPixels} */
function isPixels(value) {
  const { data, width, height } = value ?? {};
  const isBytes = data instanceof Uint8ClampedArray || data instanceof Uint8Array;
  return isBytes && Number.isInteger(width) && data.length > 0 && data.length === 4 * width * height;
}

/** @param {unknown} value */
function describe(value) {
  if (value === null) return 'null';
  return typeof value === 'object' ? `a ${classOf(value)}` : typeof value;
}

/** @param {ImageData} image @returns {CapturedImage | Promise<CapturedImage>} */
function fromImageData(image) {
  const { data, width, height, colorSpace } = image;
  if (data.byteLength === 0) throw createError({ problem: 'empty-image-data' });
  // Firefox has no colour spaces for ImageData: it is always sRGB there.
  const isPlain = data.byteLength === 4 * width * height && (colorSpace ?? 'srgb') === 'srgb';
  if (!isPlain) return toBitmap(image, (reason) => ({ problem: 'unreadable-image-data', reason }));
  return pixelsOf(image);
}

/** A copy. @param {import('../../index.js').RawPixels} image @returns {CapturedImage} */
const pixelsOf = ({ data, width, height }) => ({
  kind: 'pixels',
  data: new Uint8ClampedArray(data),
  width,
  height,
});

/** @param {HTMLImageElement} element @param {number} timeout */
async function fromImageElement(element, timeout) {
  /** @param {string} reason @returns {Parameters<typeof createError>[0]} */
  const unreadable = (reason) => ({
    problem: 'unreadable-image-element',
    url: element.currentSrc || null,
    reason,
  });
  try {
    // One that loads lazily may never do so.
    if (!element.complete) await within(timeout, element.decode());
  } catch (cause) {
    throw createError(unreadable(messageOf(cause)), { cause });
  }
  return toBitmap(element, unreadable);
}

/**
 * @param {any} source @param {(reason: string) => Parameters<typeof createError>[0]} detailsOf
 * @returns {Promise<CapturedImage>}
 */
async function toBitmap(source, detailsOf) {
  let bitmap;
  try {
    // As it is: converting it here would take this thread's time.
    bitmap = await createImageBitmap(source);
  } catch (cause) {
    throw createError(detailsOf(messageOf(cause)), { cause });
  }
  try {
    return { kind: 'bitmap', bitmap: structuredClone(bitmap, { transfer: [bitmap] }) };
  } catch (cause) {
    bitmap.close();
    throw createError({ problem: 'cross-origin-image', reason: messageOf(cause) }, { cause });
  }
}
