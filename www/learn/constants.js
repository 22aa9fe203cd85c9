// Tunable constants of the Learn view: the small networks in its figures.

/** @typedef {'connectivity' | 'growth' | 'bottleneck' | 'transition' | 'activation' | 'supervision' | 'memory'} Idea */

/** In page order. @type {readonly Idea[]} */
export const IDEAS = [
  'connectivity',
  'growth',
  'bottleneck',
  'transition',
  'activation',
  'supervision',
  'memory',
];

/** The width of every figure; figures scale with the page. */
export const WIDTH = 360;

/** Durations in seconds: from one layer to the next, and for a whole cycle. */
export const STEP = 0.5;

/** The number of layers in the chains with arrows. */
export const CHAIN = /** @type {const} */ ({ layers: 4, left: 34, right: 326, radius: 13 });

/** The block whose channels are drawn one by one. */
export const BLOCK = /** @type {const} */ ({
  layers: 4,
  initFeatures: 4,
  growthRate: 2,
  cell: 14,
  width: 26,
});

/** The layer whose weights are counted: the sixteenth of a block that begins with 64 channels. */
export const WIDE_LAYER = /** @type {const} */ ({ channels: 544, growthRate: 32, bnSize: 4 });

/** The transition that is drawn: channels, side in cells, θ. */
export const TRANSITION = /** @type {const} */ ({ channels: 8, side: 4, compression: 0.5 });
