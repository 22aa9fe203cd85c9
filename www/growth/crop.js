// The part of an image that the network sees, in the colours that it sees.
import { cropRectangle } from '../app/crop.js';
import { channelsSeen } from '../app/intake.js';

/** @import { DenseNet } from 'densenet-web' */
/** @import { Picture } from '../app/store.js' */

/** @type {WeakMap<Picture, Map<string, HTMLCanvasElement>>} */
const crops = new WeakMap();

/** @param {Picture} picture @param {DenseNet} network @param {number} size the longer side in pixels. */
export function cropOf(picture, network, size) {
  const known = crops.get(picture) ?? new Map();
  crops.set(picture, known);
  const { inputSize, cropPct } = network.preprocessing;
  const key = [size, cropPct, channelsSeen(network), ...inputSize].join(' ');
  if (!known.has(key)) known.set(key, crop(picture, network, size));
  return /** @type {HTMLCanvasElement} */ (known.get(key));
}

/** @param {Picture} picture @param {DenseNet} network @param {number} size */
function crop({ bitmap }, network, size) {
  const how = network.preprocessing;
  const [high, wide] = how.inputSize;
  const scale = size / Math.max(high, wide);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const { x, y, width, height } = cropRectangle(bitmap, how);
  context.drawImage(bitmap, x, y, width, height, 0, 0, canvas.width, canvas.height);
  const seen = channelsSeen(network);
  if (seen === 'luminance' || seen === 'first-channel') toGrey(context, seen);
  return canvas;
}

/** The weights of red, green and blue, as in Pillow's mode L. */
const LUMINANCE = [0.299, 0.587, 0.114];

/** @param {CanvasRenderingContext2D} context @param {'luminance' | 'first-channel'} colour */
function toGrey(context, colour) {
  const { width, height } = context.canvas;
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  const [red, green, blue] = colour === 'luminance' ? LUMINANCE : [1, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const grey = red * data[at] + green * data[at + 1] + blue * data[at + 2];
    data.fill(grey, at, at + 3);
  }
  context.putImageData(image, 0, 0);
}
