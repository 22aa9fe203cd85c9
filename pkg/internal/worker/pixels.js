// Reading a bitmap's pixels. Some browsers and extensions falsify what pages read from a canvas, so that it can't identify
// the visitor's device: each way is tried on known pixels first.
import { createError } from './errors.js';

/** RGBA, not premultiplied. @typedef {{ data: Uint8Array, width: number, height: number }} Pixels */
/** Scales a bitmap and reads its pixels. @typedef {(bitmap: ImageBitmap, width: number, height: number) => Promise<Uint8Array>} Way */

const PROBE_SIZE = 64;

/** The way that is used. @type {Way | undefined} */
let honest;

/** A way to read pixels that proved honest; null if none did. @returns {Promise<Way | null>} */
export async function findHonestWay() {
  for (const way of [fromCanvas, fromVideoFrame]) {
    if (honest) break;
    try {
      // Some lie only sometimes.
      if ((await isHonest(way)) && (await isHonest(way))) honest = way;
    } catch {
      // It doesn't exist here.
    }
  }
  // Where none was found, a visitor may allow it before the next image.
  return honest ?? null;
}

/** @type {Way} */
async function fromCanvas(bitmap, width, height) {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw createError({ problem: 'no-canvas-context' });
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
}

/** @type {Way} */
async function fromVideoFrame(bitmap, width, height) {
  const plain = await createImageBitmap(bitmap, {
    premultiplyAlpha: 'none',
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  const frame = new VideoFrame(plain, { timestamp: 0 });
  try {
    const data = new Uint8Array(4 * width * height);
    await frame.copyTo(data, { format: 'RGBA' });
    return data;
  } finally {
    frame.close();
    plain.close();
  }
}

/** @param {Way} way */
async function isHonest(way) {
  const known = probe();
  const bitmap = await createImageBitmap(known);
  try {
    const data = await way(bitmap, PROBE_SIZE, PROBE_SIZE);
    return known.data.every((value, index) => {
      const alpha = known.data[index | 3];
      // Where they are transparent, browsers round colours.
      const isRounded = alpha < 255 && index % 4 < 3;
      return Math.abs(data[index] - value) * alpha <= (isRounded ? 382 : 0);
    });
  } finally {
    bitmap.close();
  }
}

/** All kinds of colours, different ones each time; a quarter of them are transparent. */
function probe() {
  const image = new ImageData(PROBE_SIZE, PROBE_SIZE);
  for (let at = 0; at < image.data.length; at += 4) {
    const alpha = at % 16 ? 255 : Math.random() * 255;
    image.data.set([Math.random() * 256, Math.random() * 256, Math.random() * 256, alpha], at);
  }
  return image;
}
