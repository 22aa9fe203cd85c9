// What you might want to tune in the Growth view. Lengths are CSS pixels; colours are in staircase-colours.js.

/** The diagram's heights, on narrow and on wide screens. */
export const HEIGHTS = {
  narrow: { arcs: 40, stack: 230 },
  wide: { arcs: 72, stack: 340 },
};

/** From this width of the diagram on, it counts as wide. */
export const WIDE = 640;

/** A column's pitch: from one layer to the next. */
export const PITCH = {
  /** Where the whole network has to fit. */
  min: 0.5,
  /** The smallest that it becomes by itself; a wider diagram scrolls. */
  narrow: 14,
  wide: 7,
  max: 64,
  /** What one press of a zoom button does. */
  step: 1.4,
};

/** How much of its pitch a column's body takes; the rest shows the features being carried on. */
export const BODY = 0.58;

/**
 * Room for a transition, and for every other layer that mixes all its channels: in pitches, but at least `min` pixels
 * unless that is more than `max` pitches. From `labelled` pixels on, it says how many channels are left.
 */
export const TRANSITION = { pitches: 1.6, min: 30, max: 6, labelled: 20 };

/** A folded block's width. */
export const FOLDED = { narrow: 44, wide: 72 };

/** The picture in front of the first layer. */
export const PICTURE = { narrow: 40, wide: 64 };

/** Room left and right in the diagram. */
export const MARGIN = 12;

/** From these widths on, a block's label is in full, or short; below, it is a number. */
export const LABELS = { full: 136, short: 72 };

/** The mean maps below the columns: their greatest size, and the smallest pitch at which they are drawn. */
export const THUMBNAIL = { max: 44, minPitch: 13 };

/** Strips at least this high are separated by hairlines. */
export const STRIP_LINES = 2.2;

/** Widths of the arcs, from the least to the most used source. */
export const ARC_WIDTHS = { from: 0.75, to: 4 };

/** Layers per second in the animation. */
export const SPEED = { min: 1, usual: 4, max: 30 };

/** How many maps are shown at once. */
export const TILES = 48;

/** The activation map is drawn with so many pixels on a side. */
export const ACTIVATION_SIZE = 384;
export const ACTIVATION_OPACITY = 0.6;

/** The plot of channels against depth. */
export const PLOT = { height: 320, margin: { top: 14, right: 16, bottom: 40, left: 48 }, label: 60 };

/** The cells of the heat maps. */
export const CELL = { min: 5, max: 30 };

/** How many of the classifier's logits are listed. */
export const LOGITS = 10;
