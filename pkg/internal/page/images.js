/** @import { ImageSource } from '../../index.js' */
/** @import { SentImage } from '../shared/protocol.js' */
import { DenseNetError, messageOf } from '../shared/error.js';

const KINDS =
  'a Blob, File, URL, ImageData, ImageBitmap, <img>, <canvas>, OffscreenCanvas, <video> or VideoFrame';

/** Its class's name, which holds for objects of other frames too. @param {unknown} value */
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * Takes hold of images: what can change or belongs to this thread is copied now, the rest is left to the worker.
 * @param {readonly ImageSource[]} sources @returns {Promise<{ images: SentImage[] }>}
 */
export async function capture(sources) {
  const settled = await Promise.allSettled(sources.map(captureOne));
  const images = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failure = settled.find((one) => one.status === 'rejected');
  if (!failure) return { images };
  for (const image of images) if (image.kind === 'bitmap') image.bitmap.close();
  throw failure.reason;
}

/** @param {ImageSource} source @returns {Promise<SentImage>} */
async function captureOne(source) {
  switch (tagOf(source)) {
    case 'Blob':
    case 'File':
      return { kind: 'blob', blob: /** @type {Blob} */ (source) };
    case 'String':
    case 'URL':
      return { kind: 'url', url: absolute(/** @type {string | URL} */ (source)) };
    case 'ImageData':
      return fromImageData(/** @type {ImageData} */ (source));
    case 'HTMLImageElement':
      return fromImage(/** @type {HTMLImageElement} */ (source));
    case 'HTMLVideoElement':
      return bitmapOf(source, 'the video has no picture yet: wait for its "loadeddata" event');
    case 'VideoFrame':
    case 'ImageBitmap':
      return bitmapOf(source, `the ${tagOf(source)} can't be read: was it closed already?`);
    case 'HTMLCanvasElement':
    case 'OffscreenCanvas':
      return bitmapOf(
        source,
        "the canvas can't be read: it has no pixels, or its control was transferred to a worker",
      );
    default: {
      const given =
        source === null ? 'null' : typeof source === 'object' ? `a ${tagOf(source)}` : typeof source;
      throw new DenseNetError('invalid-argument', `an image must be ${KINDS}; this is ${given}`);
    }
  }
}

/** An address as this page means it: the worker stands elsewhere. @param {string | URL} url */
export function absolute(url) {
  const base = globalThis.document?.baseURI ?? globalThis.location?.href;
  try {
    return new URL(url, base).href;
  } catch (cause) {
    throw new DenseNetError('invalid-argument', `${JSON.stringify(String(url))} is not a URL`, { cause });
  }
}

/** @param {ImageData} image @returns {SentImage | Promise<SentImage>} */
function fromImageData(image) {
  const { data, width, height, colorSpace } = image;
  if (data.byteLength === 0)
    throw new DenseNetError('invalid-image', 'the ImageData has no pixels: was it transferred?');
  const isPlain = data.BYTES_PER_ELEMENT === 1 && colorSpace === 'srgb';
  if (!isPlain) return bitmapOf(image, "the ImageData can't be read");
  return { kind: 'pixels', data: new Uint8ClampedArray(data), width, height };
}

/** @param {HTMLImageElement} image */
async function fromImage(image) {
  const message = `the image element can't be read: it has no picture, or ${image.currentSrc || 'its address'} can't be loaded`;
  try {
    if (!image.complete) await image.decode();
  } catch (cause) {
    throw new DenseNetError('invalid-image', message, { cause });
  }
  return bitmapOf(image, message);
}

/** @param {any} source @param {string} message @returns {Promise<SentImage>} */
async function bitmapOf(source, message) {
  try {
    return { kind: 'bitmap', bitmap: await createImageBitmap(source, { premultiplyAlpha: 'none' }) };
  } catch (cause) {
    throw new DenseNetError('invalid-image', `${message} (${messageOf(cause)})`, { cause });
  }
}
