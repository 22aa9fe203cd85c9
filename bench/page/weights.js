// Tensors by the formula of scripts/fixtures.py, which tests/support/mod.rs has too: they depend on nothing but their names.

/** @typedef {{ shape: number[], data: Float32Array<ArrayBuffer> }} Tensor */
/** By torchvision's names. @typedef {Map<string, Tensor>} Tensors */

/** `count` numbers in [0, 1). @param {string} name @param {number} count */
export function uniform(name, count) {
  let seed = 2166136261;
  for (const byte of new TextEncoder().encode(name)) seed = Math.imul(seed ^ byte, 16777619);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = (seed + Math.imul(i, 0x9e3779b9)) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    numbers[i] = ((x ^ (x >>> 16)) >>> 8) / 2 ** 24;
  }
  return numbers;
}

/** @param {number[]} shape */
const product = (shape) => shape.reduce((a, b) => a * b, 1);

/** What becomes of a number in [0, 1) in a tensor. @param {string} name @param {number[]} shape @returns {(u: number) => number} */
function formula(name, shape) {
  if (name === 'input') return (u) => 4 * u - 2;
  if (name.endsWith('running_var')) return (u) => 0.5 + u * u * 2;
  if (/\.bias$|running_mean$/.test(name)) return (u) => u - 0.5;
  if (name === 'classifier.weight') return (u) => (2 * u - 1) / Math.sqrt(shape[1]);
  if (shape.length !== 4) return (u) => 0.5 + u;
  const bound = Math.sqrt(6 / product(shape.slice(1)));
  return (u) => (2 * u - 1) * bound;
}

/** @param {string} name @param {number[]} shape @returns {Tensor} */
export function fill(name, shape) {
  return { shape, data: Float32Array.from(uniform(name, product(shape)), formula(name, shape)) };
}

/** A picture of noise, as bytes. @param {number} size */
export function picture(size) {
  const bytes = Uint8ClampedArray.from(uniform('picture', 4 * size * size), (u) => Math.floor(256 * u));
  for (let i = 3; i < bytes.length; i += 4) bytes[i] = 255;
  return new ImageData(bytes, size, size);
}

/** The picture as a network takes it: `[channel][row][column]`. @param {ImageData} image @param {number[]} mean @param {number[]} std */
export function normalised({ data, width, height }, mean, std) {
  const pixels = width * height;
  const input = new Float32Array(3 * pixels);
  for (let i = 0; i < 3 * pixels; i++) {
    const channel = Math.floor(i / pixels);
    input[i] = (data[4 * (i % pixels) + channel] / 255 - mean[channel]) / std[channel];
  }
  return input;
}
