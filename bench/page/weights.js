// The benchmark's tensors and its input.

/** @typedef {{ shape: number[], data: Float32Array<ArrayBuffer> }} Tensor */
/** Tensors by torchvision name. @typedef {Map<string, Tensor>} Tensors */

/** `count` numbers in [0, 1) that depend only on the name. @param {string} name @param {number} count */
function uniform(name, count) {
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

/** A noise image, as bytes. @param {number} size */
export function picture(size) {
  const bytes = Uint8ClampedArray.from(uniform('picture', 4 * size * size), (u) => Math.floor(256 * u));
  for (let i = 3; i < bytes.length; i += 4) bytes[i] = 255;
  return new ImageData(bytes, size, size);
}

/** The image in the network's input layout: `[channel][row][column]`. @param {ImageData} image @param {number[]} mean @param {number[]} std */
export function normalised({ data, width, height }, mean, std) {
  const pixels = width * height;
  const input = new Float32Array(3 * pixels);
  for (let i = 0; i < 3 * pixels; i++) {
    const channel = Math.floor(i / pixels);
    input[i] = (data[4 * (i % pixels) + channel] / 255 - mean[channel]) / std[channel];
  }
  return input;
}
