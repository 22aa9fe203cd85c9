// Converts numbers to colours: perceptually uniform colour maps, and feature maps as pixels.
import { interpolateInferno, interpolatePuOr, interpolateViridis } from 'd3-scale-chromatic';
import { clamp } from '../../app/clamp.js';

/** @typedef {'viridis' | 'diverging' | 'inferno'} Scheme */
/** @typedef {{ low: number, high: number }} Range */

const STEPS = 256;

/** @param {(share: number) => string} interpolate */
function table(interpolate) {
  const colours = new Uint8ClampedArray(STEPS * 3);
  for (let step = 0; step < STEPS; step += 1) {
    const text = interpolate(step / (STEPS - 1));
    const parts = text.startsWith('#')
      ? [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16))
      : [...text.matchAll(/\d+/g)].map(Number);
    colours.set(parts.slice(0, 3), step * 3);
  }
  return colours;
}

/** The middle of the diverging map is zero: violet below it, orange above. */
const TABLES = {
  viridis: table(interpolateViridis),
  diverging: table(interpolatePuOr),
  inferno: table(interpolateInferno),
};

/** The minimum and maximum of an array. @param {Float32Array} values @returns {Range} */
export function rangeOf(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : { low: 0, high: 0 };
}

/** The values at the ends of a colour map: the diverging one has zero in the middle. @param {Range} range @param {Scheme} scheme */
export function ends(range, scheme) {
  if (scheme !== 'diverging') return range;
  const max = Math.max(Math.abs(range.low), Math.abs(range.high));
  return { low: -max, high: max };
}

/** The position of zero on a colour map, from 0 to 1; null if it is outside. @param {Range} range @param {Scheme} scheme */
export function zeroOf(range, scheme) {
  const { low, high } = ends(range, scheme);
  return low <= 0 && high >= 0 && high > low ? -low / (high - low) : null;
}

/** A colour map as a CSS gradient. @param {Scheme} scheme */
export function gradient(scheme) {
  const colours = TABLES[scheme];
  const stops = Array.from({ length: 17 }, (_, stop) => {
    const at = Math.round((stop / 16) * (STEPS - 1)) * 3;
    return `rgb(${colours[at]} ${colours[at + 1]} ${colours[at + 2]})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** @param {number} value @param {Range} range @param {Scheme} scheme */
export function colourAt(value, range, scheme) {
  const at = 3 * place(value, ends(range, scheme));
  const colours = TABLES[scheme];
  return `rgb(${colours[at]} ${colours[at + 1]} ${colours[at + 2]})`;
}

/** @param {number} value @param {Range} ends */
function place(value, { low, high }) {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return Math.round(clamp(share, 0, 1) * (STEPS - 1));
}

/**
 * @param {Float32Array} values row by row.
 * @param {number} width @param {number} height @param {Range} range @param {Scheme} scheme
 */
export function toPixels(values, width, height, range, scheme) {
  const image = new ImageData(width, height);
  const colours = TABLES[scheme];
  const between = ends(range, scheme);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = 3 * place(values[pixel], between);
    image.data.set([colours[at], colours[at + 1], colours[at + 2], 255], 4 * pixel);
  }
  return image;
}
