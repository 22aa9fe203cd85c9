/** @import { CapturedImage } from '../shared/protocol.js' */
/** @import { Pixels, Way } from './pixels.js' */
import { DenseNetError, fromPlain, messageOf } from '../shared/error.js';
import { within } from '../shared/within.js';
import { loadReaders } from './core.js';
import { downloadAll, getPatience, withByteCount } from './download.js';
import { createError } from './errors.js';
import { checkImageFile } from './image-file.js';
import { findHonestWay } from './pixels.js';

/** Larger images are scaled down before their pixels are read: 64 megapixels take 256 MB. */
const MAX_PIXELS = 64e6;

/** What the package's own decoder knows. */
const OWN_FORMATS = ['JPEG', 'PNG', 'WebP'];

/** An image that need not be downloaded. @param {CapturedImage} image @param {AbortSignal} signal @returns {Promise<CapturedImage>} */
export async function fetchImage(image, signal) {
  if (image.kind !== 'url') return image;
  const { url } = image;
  return {
    kind: 'blob',
    blob: await downloadAll(url, 'image', (response, count) => withByteCount(response, count).blob(), {
      signal,
    }),
    url,
  };
}

/** Decodes an image, and closes its bitmap. @param {CapturedImage} image @returns {Promise<Pixels>} */
export async function decode(image) {
  switch (image.kind) {
    case 'pixels':
      return { ...image, data: bytesOf(image.data) };
    case 'bitmap': {
      const way = await findHonestWay();
      if (way) return readPixels(image.bitmap, way);
      image.bitmap.close();
      throw createError({ problem: 'canvas-falsified' });
    }
    case 'blob':
      return decodeBlob(image.blob, image.url ?? nameOf(image.blob));
    default:
      throw image.kind === 'failed' ? fromPlain(image.error) : new TypeError(image.kind);
  }
}

/** Releases an image that is not decoded after all. @param {CapturedImage} image */
export function release(image) {
  if (image.kind === 'bitmap') image.bitmap.close();
}

/** @param {Blob} blob */
const nameOf = (blob) => (blob instanceof File && blob.name ? blob.name : null);

/** @param {Blob} blob @param {string | null} name */
async function decodeBlob(blob, name) {
  /** @type {string | undefined} */
  let format;
  try {
    const header = await checkImageFile(blob, name);
    format = header?.format;
    if (header?.varies === 'always') {
      const pixels = await tryReaders(blob, name);
      if (pixels) return pixels;
    }
    const way = await findHonestWay();
    if (way) {
      const pixels = await readPixels(await toBitmap(blob), way);
      const isRounded = header?.varies === 'alpha' && isTransparent(pixels);
      return (isRounded && (await tryReaders(blob, name))) || pixels;
    }
  } catch (cause) {
    if (cause instanceof DenseNetError || cause instanceof WebAssembly.RuntimeError) throw cause;
    if (format === 'HEIC')
      throw createError({ problem: 'unsupported-image-format', name, format }, { cause });
    throw undecodable(blob, name, cause);
  }
  const isBrowser = typeof createImageBitmap !== 'undefined';
  if (isBrowser && (!format || !OWN_FORMATS.includes(format)))
    throw createError({ problem: 'canvas-falsified' });
  return decodeWithReaders(blob, name);
}

/** Without options: WebKit draws bitmaps that aren't premultiplied as if they were. @param {Blob} blob */
async function toBitmap(blob) {
  const decoding = createImageBitmap(blob);
  try {
    return await within(getPatience(), decoding);
  } catch (error) {
    // It may still come.
    decoding.then(
      (bitmap) => bitmap.close(),
      () => {},
    );
    throw error;
  }
}

/** Whether any pixel is. @param {Pixels} pixels */
function isTransparent({ data }) {
  for (let at = 3; at < data.length; at += 4) if (data[at] < 255) return true;
  return false;
}

/** Null where only the browser may know the file. @param {Blob} blob @param {string | null} name */
async function tryReaders(blob, name) {
  try {
    return await decodeWithReaders(blob, name);
  } catch (error) {
    if (error instanceof DenseNetError && error.details.problem === 'undecodable-image') return null;
    throw error;
  }
}

/** @param {Blob} blob @param {string | null} name @returns {Promise<Pixels>} */
async function decodeWithReaders(blob, name) {
  const { decode_image } = await loadReaders();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  /** @type {import('../../wasm/files/densenet_web_files.js').Pixels} */
  let pixels;
  try {
    pixels = decode_image(bytes);
  } catch (cause) {
    if (cause instanceof WebAssembly.RuntimeError) throw cause;
    throw undecodable(blob, name, cause);
  }
  const { rgba: data, width, height } = pixels;
  pixels.free();
  return { data, width, height };
}

/** @param {Blob} blob @param {string | null} name @param {unknown} cause */
const undecodable = ({ type, size: bytes }, name, cause) =>
  createError({ problem: 'undecodable-image', name, type, bytes, reason: messageOf(cause) }, { cause });

/** @param {ImageBitmap} bitmap @param {Way} way @returns {Promise<Pixels>} */
async function readPixels(bitmap, way) {
  const { width, height } = bitmap;
  try {
    const scale = Math.min(1, Math.sqrt(MAX_PIXELS / (width * height)));
    const size = [width, height].map((side) => Math.max(1, Math.floor(side * scale)));
    return { data: await way(bitmap, size[0], size[1]), width: size[0], height: size[1] };
  } catch (cause) {
    if (cause instanceof DenseNetError) throw cause;
    throw createError({ problem: 'unreadable-pixels', width, height, reason: messageOf(cause) }, { cause });
  } finally {
    bitmap.close();
  }
}

/** Shares its memory. @param {{ buffer: ArrayBufferLike, byteOffset: number, byteLength: number }} view */
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
