// Tunable constants of the Growth view. Lengths are in CSS pixels; colours are in staircase-colours.js.

/** The diagram's heights, on narrow and on wide screens. */
export const HEIGHTS = {
  narrow: { arcs: 36, stack: 150 },
  wide: { arcs: 72, stack: 340 },
};

/**
 * On a wide screen, the diagram leaves so much of the window's height to what is read together with it: the selected layer's
 * formula and maps. At the least, it has this part of its usual height.
 */
export const WINDOW = { rest: 572, least: 0.46 };

/** The minimum width of a wide diagram. */
export const WIDE = 640;

/** The distance from one column to the next. */
export const PITCH = {
  /** The zoom limit, small enough to fit the whole network. */
  min: 0.5,
  /** The automatic minimum on narrow and wide screens; a wider diagram scrolls. */
  narrow: 8,
  wide: 7,
  max: 64,
  /** The factor of the zoom buttons. */
  step: 1.4,
};

/** The fraction of its pitch that a column's body takes; the rest shows the features being carried on. */
export const BODY = 0.58;

/**
 * The gap after a transition or another layer that mixes all its channels: in pitches, but at least `min` pixels unless
 * that is more than `max` pitches. From `labelled` pixels, it is labelled with the number of remaining channels.
 */
export const TRANSITION = { pitches: 1.6, min: 30, max: 6, labelled: 20, narrow: 18 };

/** A folded block's width: so many pitches, but at least so many pixels. */
export const FOLDED = { narrow: 44, wide: 72, pitches: 3 };

/** The picture in front of the first layer; on a narrow screen, it stands above the diagram. */
export const PICTURE = { narrow: 0, wide: 104 };

/** The margin at both sides of the diagram. */
export const MARGIN = 12;

/** The minimum widths for a block's full and short labels; below, the label is a number. */
export const LABELS = { full: 136, short: 48 };

/**
 * The mean maps below the columns: their sizes, the gap between them, and the most rows. Where columns are close, neighbours
 * stand in different rows, so that each map can be wider than its column.
 */
export const THUMBNAIL = { min: 24, max: 44, gap: 2, rows: 3 };

/** Strips at least this high are separated by hairlines. */
export const STRIP_LINES = 2.2;

/** The arcs' widths, from the least to the most used source. */
export const ARC_WIDTHS = { from: 0.75, to: 4 };

/** How long the network appears when the page has been opened, in seconds. */
export const OPENING = 2;

/** Layers per second in the animation. */
export const SPEED = { min: 1, usual: 4, max: 30 };

/** How many maps are shown at once. */
export const TILES = 48;

/** The side of the drawn activation map in pixels. */
export const ACTIVATION_SIZE = 384;
export const ACTIVATION_OPACITY = 0.6;

/** The largest map that is also offered as a table. */
export const TABLE_CELLS = 4096;

/** The plot of channels against depth. */
export const PLOT = { height: 320, margin: { top: 14, right: 16, bottom: 40, left: 48 }, label: 60 };

/** The cells of the heat maps: `wanted` where that decides how many maps share a row. */
export const CELL = { min: 5, max: 44, wanted: 14 };

/** How many of the classifier's logits are listed. */
export const LOGITS = 10;
