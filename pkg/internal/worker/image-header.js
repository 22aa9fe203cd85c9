// What an image file says about itself at its start: decoding it would show too late that it is far too large.

/**
 * `width` and `height` are 0 where the file doesn't say them; `start` is where they stand. `varies`: each browser rounds its pixels
 * differently, always, or only if some are transparent.
 * @typedef {{ format: string, width: number, height: number, start: number, varies: 'always' | 'alpha' | null }} Header
 */
/** Some bytes of a file; fewer at its end. @typedef {(offset: number, length: number) => Promise<DataView>} Read */

/** The largest part of a file that is read at once. */
const WINDOW = 2 ** 16;
/** Before its size, a real JPEG has a few dozen. */
const MAX_SEGMENTS = 4096;

/** @param {Blob} blob @returns {Read} */
export function readerOf(blob) {
  let start = 0;
  let bytes = new ArrayBuffer(0);
  return async (offset, length) => {
    if (offset < start || offset + length > start + bytes.byteLength) {
      [start, bytes] = [offset, await blob.slice(offset, offset + Math.max(length, WINDOW)).arrayBuffer()];
    }
    const from = offset - start;
    return new DataView(bytes, from, Math.min(length, bytes.byteLength - from));
  };
}

/** Bytes as text: ASCII and most others are themselves. @param {DataView} view */
export const textOf = ({ buffer, byteOffset, byteLength }) =>
  new TextDecoder('latin1').decode(new Uint8Array(buffer, byteOffset, byteLength));

/** The format of a file and its size in pixels; null for files of other kinds. @param {Read} read @returns {Promise<Header | null>} */
export async function readHeader(read) {
  const view = await read(0, WINDOW);
  const text = textOf(view);
  const size = (/** @type {string} */ format, width = 0, height = 0, start = 0, profile = '') => ({
    format,
    width,
    height,
    start,
    varies: isWide(profile) ? 'always' : varies(format, text),
  });
  try {
    if (text.startsWith('\xff\xd8\xff')) return size('JPEG', ...(await jpegSize(read)));
    if (text.startsWith('PNG\r\n', 1)) return size('PNG', view.getUint32(16), view.getUint32(20));
    if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return size('WebP', ...webpSize(view, text));
    if (text.startsWith('GIF8')) return size('GIF', view.getUint16(6, true), view.getUint16(8, true));
    if (text.startsWith('BM')) return size('BMP', ...bmpSize(view));
    if (text.startsWith('ftyp', 4)) return size(familyOf(text), ...largestPart(view, text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // It ends before its size.
    return null;
  }
  if (/^(II\*\0|MM\0\*)/.test(text)) return size('TIFF');
  if (text.startsWith('%PDF')) return size('PDF');
  if (text.startsWith('8BPS')) return size('PSD');
  // A byte order mark may come first.
  if (!/^\W{0,3}\s*</.test(text)) return null;
  if (/<svg[\s>]/i.test(text)) return size('SVG');
  return /<(!doctype|html|head|body)/i.test(text) ? size('HTML') : null;
}

/** @param {string} format @param {string} text @returns {Header['varies']} */
function varies(format, text) {
  const at = (/** @type {number} */ index) => text.charCodeAt(index);
  if (format === 'PNG') {
    const head = text.slice(0, text.indexOf('IDAT'));
    if (at(24) > 8 || isWide(head)) return 'always';
    return [4, 6].includes(at(25)) || head.includes('tRNS') ? 'alpha' : null;
  }
  if (format !== 'WebP') return null;
  if (text[15] === 'L') return at(24) & 0x10 ? 'alpha' : null;
  // The profile stands before the image.
  if (text[15] !== 'X') return null;
  return isWide(text.slice(16).split(/VP8|ALPH|ANIM/)[0]) ? 'always' : at(20) & 0x10 ? 'alpha' : null;
}

/** Whether it says that colours are not those of sRGB. @param {string} text */
const isWide = (text) => /ICC_PROFILE|ICCP|gAMA/i.test(text) && !/s\0?R\0?G\0?B/.test(text);

/** From the first frame header, with the start of the colour profile. @param {Read} read @returns {Promise<[number, number, number?, string?]>} */
async function jpegSize(read) {
  let profile = '';
  for (let [at, count] = [2, 0]; count < MAX_SEGMENTS; count++) {
    const view = await read(at, 9);
    const marker = view.getUint16(0);
    // Any number of 0xff may stand before a marker.
    if (marker === 0xffff) at += 1;
    else if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) {
      return [view.getUint16(7), view.getUint16(5), at, profile];
    } else if (marker < 0xff01 || marker === 0xffda) break;
    else {
      const length = view.getUint16(2);
      if (marker === 0xffe2) profile ||= textOf(await read(at, length));
      at += 2 + length;
    }
  }
  return [0, 0];
}

/** @param {DataView} view @param {string} text @returns {[number, number]} */
function webpSize(view, text) {
  const [low, high] = [view.getUint16(24, true), view.getUint32(26, true)];
  switch (text.slice(12, 16)) {
    case 'VP8 ':
      return [high & 0x3fff, (high >>> 16) & 0x3fff];
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
    }
    case 'VP8X':
      return [1 + low + ((high & 0xff) << 16), 1 + (high >>> 8)];
    default:
      return [0, 0];
  }
}

/** @param {DataView} view @returns {[number, number]} */
const bmpSize = (view) =>
  view.getUint32(14, true) === 12
    ? [view.getUint16(18, true), view.getUint16(20, true)]
    : [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];

/** AVIF and HEIC are containers, as videos are. @param {string} text */
const familyOf = (text) =>
  /^.{8}(.{4})*?avi[fs]/s.test(text.slice(0, 64))
    ? 'AVIF'
    : /^.{8}(he|mif1|msf1)/s.test(text)
      ? 'HEIC'
      : 'MP4';

/** The largest of the sizes in a container. @param {DataView} view @param {string} text @returns {[number, number]} */
function largestPart(view, text) {
  /** @type {[number, number]} */
  let largest = [0, 0];
  for (let at = text.indexOf('ispe'); at >= 0; at = text.indexOf('ispe', at + 4)) {
    if (at + 16 > text.length) break;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (width * height > largest[0] * largest[1]) largest = [width, height];
  }
  return largest;
}
