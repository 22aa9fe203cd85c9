// What one might tune in the Growth view. Lengths are CSS pixels, colours OKLCH, so that equal steps look equal.

/** The diagram's heights, on narrow and on wide screens. */
export const HEIGHTS = {
  narrow: { arcs: 40, stack: 230 },
  wide: { arcs: 72, stack: 340 },
};

/** From this width of the diagram on, it counts as wide. */
export const WIDE = 640;

/** A column's pitch: from one layer to the next. */
export const PITCH = {
  /** So small may it become where the whole network is to fit. */
  least: 0.5,
  /** So small may it become by itself; beyond, the diagram scrolls. */
  narrow: 14,
  wide: 7,
  most: 64,
  /** What one press of a zoom button does. */
  step: 1.4,
};

/** How much of its pitch a column's body takes; the rest shows the features being carried on. */
export const BODY = 0.58;

/**
 * How many pitches the narrowing of a transition takes; at least so many pixels, if that is not too many pitches; from
 * `labelled` pixels on it says what it leaves.
 */
export const FUNNEL = { pitches: 1.6, least: 30, most: 6, labelled: 20 };

/** A folded block's width. */
export const FOLDED = { narrow: 44, wide: 72 };

/** The picture in front of the first layer. */
export const PICTURE = { narrow: 40, wide: 64 };

/** Room left and right in the diagram. */
export const MARGIN = 12;

/** From these widths on, a block's label is in full, or short; below, it is a number. */
export const LABELS = { full: 136, short: 72 };

/** The mean maps below the columns: their greatest size, and the smallest pitch at which they are drawn. */
export const THUMBNAIL = { most: 44, leastPitch: 13 };

/** From this height of one strip on, strips are told apart by hairlines. */
export const STRIP_LINES = 2.2;

/** Each block's hues, from its first layer to its last; later blocks begin anew. */
export const HUES = /** @type {const} */ ([
  [205, 275],
  [300, 360],
  [18, 80],
  [124, 176],
]);

/** Lightness from a block's first layer to its last, and chroma. The block's input is nearly grey. */
export const COLOURS = {
  light: { from: 0.5, to: 0.72, chroma: 0.135, input: { lightness: 0.6, chroma: 0.035 } },
  dark: { from: 0.56, to: 0.8, chroma: 0.125, input: { lightness: 0.62, chroma: 0.035 } },
};

/** The picture's own three channels. */
export const RED_GREEN_BLUE = /** @type {const} */ ([
  'oklch(0.62 0.19 27)',
  'oklch(0.64 0.17 145)',
  'oklch(0.56 0.18 262)',
]);

/** How strongly bands are drawn. */
export const OPACITY = { carried: 0.42, dimmed: 0.3, arcs: { from: 0.25, to: 0.95 } };

/** Widths of the arcs, from the least to the most used source. */
export const ARC_WIDTHS = { from: 0.75, to: 4 };

/** Layers a second in the animation. */
export const SPEED = { least: 1, usual: 4, most: 30 };

/** How many maps are shown at once. */
export const TILES = 48;

/** The activation map is drawn with so many pixels on a side. */
export const ACTIVATION_SIZE = 384;
export const ACTIVATION_OPACITY = 0.6;

/** The plot of channels against depth. */
export const PLOT = { height: 320, margin: { top: 14, right: 16, bottom: 40, left: 48 }, label: 60 };

/** The cells of the heat maps. */
export const CELL = { least: 5, most: 30 };

/** How many of the classifier's logits are listed. */
export const LOGITS = 10;
