/** @import { CapturedImage } from '../shared/protocol.js' */
import { DenseNetError, fromPlain, messageOf } from '../shared/error.js';
import { downloadAll } from './download.js';
import { createError } from './errors.js';

/** Larger images are scaled down before their pixels are read: 64 megapixels take 256 MB. */
const MAX_PIXELS = 64e6;

/** EXIF orientation is applied by default; older browsers reject the option. @type {ImageBitmapOptions} */
const BITMAP_OPTIONS = { premultiplyAlpha: 'none', colorSpaceConversion: 'default' };

/** RGBA, not premultiplied. @typedef {{ data: Uint8Array, width: number, height: number }} Pixels */

/** An image that need not be downloaded. @param {CapturedImage} image @param {AbortSignal} signal @returns {Promise<CapturedImage>} */
export async function fetchImage(image, signal) {
  if (image.kind !== 'url') return image;
  const { url } = image;
  return {
    kind: 'blob',
    blob: await downloadAll(url, 'image', (response) => response.blob(), { signal }),
    url,
  };
}

/** Decodes an image, and closes its bitmap. @param {CapturedImage} image @returns {Promise<Pixels>} */
export async function decode(image) {
  switch (image.kind) {
    case 'pixels':
      return { ...image, data: bytesOf(image.data) };
    case 'bitmap':
      return readPixels(image.bitmap);
    case 'blob':
      return readPixels(await decodeBlob(image.blob, image.url ?? nameOf(image.blob)));
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
  try {
    return await createImageBitmap(blob, BITMAP_OPTIONS);
  } catch (cause) {
    const { type, size: bytes } = blob;
    throw createError(
      { problem: 'undecodable-image', name, type, bytes, reason: messageOf(cause) },
      { cause },
    );
  }
}

/** @param {ImageBitmap} bitmap @returns {Pixels} */
function readPixels(bitmap) {
  const { width, height } = bitmap;
  try {
    const scale = Math.min(1, Math.sqrt(MAX_PIXELS / (width * height)));
    return draw(bitmap, Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)));
  } catch (cause) {
    if (cause instanceof DenseNetError) throw cause;
    throw createError({ problem: 'unreadable-pixels', width, height, reason: messageOf(cause) }, { cause });
  } finally {
    bitmap.close();
  }
}

/** @param {ImageBitmap} bitmap @param {number} width @param {number} height @returns {Pixels} */
function draw(bitmap, width, height) {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw createError({ problem: 'no-canvas-context' });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return { data: bytesOf(context.getImageData(0, 0, width, height).data), width, height };
}

/** Shares its memory. @param {{ buffer: ArrayBufferLike, byteOffset: number, byteLength: number }} view */
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
