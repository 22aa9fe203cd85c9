// The part of an image that the network sees.

/** @import { DenseNet } from 'densenet-web' */
/** @import { Picture } from '../app/store.js' */

/** @type {WeakMap<Picture, Map<string, HTMLCanvasElement>>} */
const crops = new WeakMap();

/** @param {Picture} picture @param {DenseNet} network @param {number} size the longer side in pixels. */
export function cropOf(picture, network, size) {
  const known = crops.get(picture) ?? new Map();
  crops.set(picture, known);
  const { inputSize, cropPct } = network.preprocessing;
  const key = [size, cropPct, ...inputSize].join(' ');
  if (!known.has(key)) known.set(key, crop(picture, network, size));
  return /** @type {HTMLCanvasElement} */ (known.get(key));
}

/** @param {Picture} picture @param {DenseNet} network @param {number} size */
function crop({ bitmap }, { preprocessing }, size) {
  const {
    cropPct: share,
    inputSize: [high, wide],
  } = preprocessing;
  const scale = size / Math.max(high, wide);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  // The largest part of the image with the input's aspect ratio, without the border that is cropped.
  const ratio = share * Math.min(bitmap.width / wide, bitmap.height / high);
  const [width, height] = [wide * ratio, high * ratio];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const [x, y] = [(bitmap.width - width) / 2, (bitmap.height - height) / 2];
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}
