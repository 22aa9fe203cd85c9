// What ResNets with bottleneck units cost, from the published configuration, as torchvision builds them: the unit's 3 × 3
// convolution halves the resolution, and a 1 × 1 convolution on the shortcut adapts the width.

/** @typedef {{ parameters: number, macs: number }} Cost */

const INPUT = 224;
const STEM = 64;
const CLASSES = 1000;
/** A unit's output has this many times the channels of its 3 × 3 convolution. */
const EXPANSION = 4;

/** The units of each stage. */
export const RESNETS = /** @type {const} */ ({
  resnet50: [3, 4, 6, 3],
  resnet101: [3, 4, 23, 3],
  resnet152: [3, 8, 36, 3],
});

/** A convolution without bias and its batch normalisation's scale and shift. @param {number} from @param {number} to @param {number} kernel @param {number} side of the output. @returns {Cost} */
function convolution(from, to, kernel, side) {
  const weights = from * to * kernel ** 2;
  return { parameters: weights + 2 * to, macs: weights * side ** 2 };
}

/** @param {readonly number[]} units of each stage. @returns {Cost} */
export function resnetCost(units) {
  /** @type {Cost[]} */
  const parts = [convolution(3, STEM, 7, INPUT / 2)];
  let channels = STEM;
  let side = INPUT / 4;
  for (const [stage, count] of units.entries()) {
    const middle = STEM * 2 ** stage;
    const width = EXPANSION * middle;
    for (let unit = 0; unit < count; unit += 1) {
      const before = side;
      if (unit === 0 && stage > 0) side /= 2;
      parts.push(convolution(channels, middle, 1, before), convolution(middle, middle, 3, side));
      parts.push(convolution(middle, width, 1, side));
      if (unit === 0) parts.push(convolution(channels, width, 1, side));
      channels = width;
    }
  }
  parts.push({ parameters: (channels + 1) * CLASSES, macs: channels * CLASSES });
  return {
    parameters: parts.reduce((sum, part) => sum + part.parameters, 0),
    macs: parts.reduce((sum, part) => sum + part.macs, 0),
  };
}
