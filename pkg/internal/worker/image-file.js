/** @import { Read } from './image-header.js' */
import { createError } from './errors.js';
import { readerOf, readHeader, textOf } from './image-header.js';

/** Decoded, this many pixels take 1 GiB. */
const MAX_PIXELS = 2 ** 28;
/** The same limit as the network's. */
const MAX_ELONGATION = 200;
/** Where the end of a file is looked for first. */
const TAIL = 2 ** 16;

/** Formats that no browser decodes, or none safely. */
const REFUSED = ['SVG', 'TIFF', 'PDF', 'PSD', 'MP4'];

/**
 * Refuses what is not an image, cut off, or too large, before it is decoded: by then, a small file may have taken gigabytes.
 * Returns what the file says of itself; null where only the browser may know it.
 * @param {Blob} blob @param {string | null} name
 */
export async function checkImageFile(blob, name) {
  const bytes = blob.size;
  if (bytes === 0) throw createError({ problem: 'empty-image-file', name });
  const read = readerOf(blob);
  const header = await readHeader(read);
  if (header?.format === 'HTML') throw createError({ problem: 'web-page-as-image', name });
  const format = /^image\/svg/i.test(blob.type) ? 'SVG' : (header?.format ?? null);
  if (format && REFUSED.includes(format)) {
    throw createError({ problem: 'unsupported-image-format', name, format });
  }
  if (!header || !format) return null;
  const { width, height, start } = header;
  if (width * height > MAX_PIXELS) {
    throw createError({ problem: 'too-many-pixels', name, width, height, max: MAX_PIXELS });
  }
  if (width * height === 0) throw new Error(`no size in the ${format} file`);
  if (Math.max(width, height) > MAX_ELONGATION * Math.min(width, height)) {
    throw createError({ problem: 'too-elongated', width, height, max: MAX_ELONGATION });
  }
  if (await isCutOff(format, read, start, bytes))
    throw createError({ problem: 'truncated-image', name, bytes });
  return { ...header, format };
}

/**
 * Whether a file ends before its image does. Browsers disagree about such files: some show the missing part grey.
 * @param {string} format @param {Read} read @param {number} start @param {number} size
 */
async function isCutOff(format, read, start, size) {
  if (format === 'WebP') return (await read(4, 4)).getUint32(0, true) + 7 > size;
  const end = { JPEG: '\xff\xd9', PNG: 'IEND' }[format];
  if (!end) return false;
  // Something else may follow the image, and a thumbnail with an end of its own may stand before its size.
  const tail = Math.max(start, size - TAIL);
  if (textOf(await read(tail, TAIL)).includes(end)) return false;
  return !textOf(await read(start, size)).includes(end);
}
