/** What can be classified. */

import type { Global } from './global.js';

/**
 * An image, wherever it is.
 *
 * A string is a URL or, in Node.js without a scheme, a path; ArrayBuffer and Uint8Array are the bytes of an image file. Files are
 * decoded by the browser, in the worker, with EXIF orientation applied. Elements, bitmaps,
 * frames and data are copied immediately, so they are not consumed, and may be closed or changed directly after the call.
 * Transparent pixels are drawn over white. Images of more than 64 megapixels are scaled down first.
 */
export type ImageSource =
  | string
  | RawPixels
  | ArrayBuffer
  | Uint8Array
  | Global<'Blob'>
  | Global<'URL'>
  | Global<'ImageData'>
  | Global<'ImageBitmap'>
  | Global<'HTMLImageElement'>
  | Global<'HTMLCanvasElement'>
  | Global<'OffscreenCanvas'>
  | Global<'HTMLVideoElement'>
  | Global<'VideoFrame'>;

/** Several images: an array, a `FileList`, a `NodeList` of `<img>`, a `Set`, or anything else that can be iterated over. */
export type ImageList<T extends ImageSource = ImageSource> = (Iterable<T> | ArrayLike<T>) & object;

/** Pixels from anywhere: red, green, blue and alpha from 0 to 255, not premultiplied, row by row. */
export interface RawPixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}
