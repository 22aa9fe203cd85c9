/** @import { SentImage } from '../shared/protocol.js' */
import { download } from './download.js';
import { DenseNetError, messageOf } from '../shared/error.js';

/** Larger pictures are scaled down before their pixels are read: 64 megapixels take 256 MB. */
const MOST_PIXELS = 64e6;

/** EXIF's orientation is followed by default; older browsers refuse to be told so. @type {ImageBitmapOptions} */
const BITMAP_OPTIONS = { premultiplyAlpha: 'none', colorSpaceConversion: 'default' };

/** @typedef {{ data: Uint8Array, width: number, height: number }} Pixels RGBA, not premultiplied. */

/** Decodes an image, and closes its bitmap. @param {SentImage} image @param {AbortSignal} signal @returns {Promise<Pixels>} */
export async function decode(image, signal) {
  switch (image.kind) {
    case 'pixels':
      return { ...image, data: bytesOf(image.data) };
    case 'bitmap':
      return read(image.bitmap);
    case 'blob':
      return read(await bitmapOf(image.blob, nameOf(image.blob)));
    case 'url':
      return read(await bitmapOf(await fetchBlob(image.url, signal), image.url));
  }
}

/** Closes what an image holds, when it is not decoded after all. @param {SentImage} image */
export function close(image) {
  if (image.kind === 'bitmap') image.bitmap.close();
}

/** @param {string} url @param {AbortSignal} signal */
async function fetchBlob(url, signal) {
  const response = await download(url, 'the image', signal);
  try {
    return await response.blob();
  } catch (cause) {
    signal.throwIfAborted();
    throw new DenseNetError('download-failed', `the download of ${url} was cut off: try again`, { cause });
  }
}

/** @param {Blob} blob */
const nameOf = (blob) => (blob instanceof File && blob.name ? blob.name : 'the image');

/** @param {Blob} blob @param {string} name */
async function bitmapOf(blob, name) {
  try {
    return await createImageBitmap(blob, BITMAP_OPTIONS);
  } catch (cause) {
    const type = blob.type || 'of unknown type';
    const message =
      `${name} (${type}, ${blob.size} bytes) can't be decoded: it is no image, damaged, too large, or in a format that ` +
      `this browser doesn't know (${messageOf(cause)})`;
    throw new DenseNetError('invalid-image', message, { cause });
  }
}

/** @param {ImageBitmap} bitmap @returns {Pixels} */
function read(bitmap) {
  try {
    const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (bitmap.width * bitmap.height)));
    const [width, height] = [bitmap.width, bitmap.height].map((side) =>
      Math.max(1, Math.floor(side * scale)),
    );
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context)
      throw new DenseNetError('unsupported', 'this browser has no 2d context for OffscreenCanvas: update it');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return { data: bytesOf(context.getImageData(0, 0, width, height).data), width, height };
  } catch (cause) {
    if (cause instanceof DenseNetError) throw cause;
    const message = `an image of ${bitmap.width}x${bitmap.height} pixels can't be read: make it smaller (${messageOf(cause)})`;
    throw new DenseNetError('invalid-image', message, { cause });
  } finally {
    bitmap.close();
  }
}

/** The same memory. @param {{ buffer: ArrayBufferLike, byteOffset: number, byteLength: number }} view */
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
