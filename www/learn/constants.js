// What the view Learn might want to tune: the small networks that its figures show.

/** @typedef {'connectivity' | 'growth' | 'bottleneck' | 'transition' | 'activation' | 'supervision' | 'memory'} Idea */

/** In the order of the page. @type {readonly Idea[]} */
export const IDEAS = [
  'connectivity',
  'growth',
  'bottleneck',
  'transition',
  'activation',
  'supervision',
  'memory',
];

/** Every figure is this wide; they scale with the page. */
export const WIDTH = 360;

/** Seconds: from one layer to the next, and of a whole round. */
export const STEP = 0.5;

/** Layers of the chains with arrows. */
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
