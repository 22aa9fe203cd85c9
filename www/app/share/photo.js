// A small picture inside a link, so that it travels without a server: a WebP or JPEG file in base64url.
import { PageError } from '../errors.js';
import { fromBase64Url, toBase64Url } from './base64.js';

/** Many programs cut longer links off. */
const MAX_WRITTEN = 8000;
const MAX_READ = 32_000;
/** The longer side in pixels; more only if the network reads more. */
const SIDE = 96;

/** @typedef {{ width: number, height: number, quality: number }} Attempt */

/**
 * From the best to the smallest.
 *
 * @param {{ width: number, height: number }} picture @param {number} input the longer side of what the network reads.
 * @returns {Attempt[]}
 */
export function attemptsFor({ width, height }, input) {
  const longer = Math.max(width, height);
  const sides = [...new Set([Math.max(SIDE, input), SIDE * 1.5, SIDE])].filter(
    (side) => side <= Math.max(SIDE, input),
  );
  return sides.flatMap((side) =>
    [0.85, 0.7, 0.5].map((quality) => {
      const scale = Math.min(1, side / longer);
      const scaled = (/** @type {number} */ length) => Math.max(1, Math.round(length * scale));
      return { width: scaled(width), height: scaled(height), quality };
    }),
  );
}

/** @param {Uint8Array} bytes @returns {'image/webp' | 'image/jpeg' | null} null if it is neither, or cut off. */
export function photoType(bytes) {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) {
    const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
    return size + 8 === bytes.length ? 'image/webp' : null;
  }
  const isWhole = bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  return head.startsWith('\xff\xd8\xff') && isWhole ? 'image/jpeg' : null;
}

/** @param {ImageBitmap} bitmap @param {Attempt} attempt @returns {Promise<Blob | null>} */
async function compressed(bitmap, { width, height, quality }) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.imageSmoothingQuality = 'high';
  // JPEG has no transparency.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const as = (/** @type {string} */ type) =>
    new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, type, quality));
  const webp = await as('image/webp');
  // Safari writes a PNG instead.
  return webp?.type === 'image/webp' ? webp : as('image/jpeg');
}

/** @param {ImageBitmap} bitmap @param {number} input the longer side of what the network reads. @returns {Promise<string | null>} null if the picture can't be made small enough. */
export async function encodePhoto(bitmap, input) {
  for (const attempt of attemptsFor(bitmap, input)) {
    const blob = await compressed(bitmap, attempt);
    const text = blob && toBase64Url(new Uint8Array(await blob.arrayBuffer()));
    if (text && text.length <= MAX_WRITTEN) return text;
  }
  return null;
}

/** @param {string} text from an address: anything. @returns {Blob} */
export function decodePhoto(text) {
  const bytes = text.length > MAX_READ ? null : fromBase64Url(text);
  const type = bytes && photoType(bytes);
  if (!type) throw new PageError({ problem: 'broken-photo' });
  return new Blob([bytes], { type });
}
