// The staircase's colours: a strip has the colour of the layer that produced it, and each block has a range of hues. In
// OKLCH, so that equal steps look equal.

/** @import { Origin } from './structure.js' */

/** Each block's hues, from its first layer to its last; later blocks start over. */
export const HUES = /** @type {const} */ ([
  [205, 275],
  [300, 360],
  [18, 80],
  [124, 176],
]);

/** Lightness from a block's first layer to its last, and chroma. The block's input is almost grey. */
const COLOURS = {
  light: { from: 0.5, to: 0.72, chroma: 0.135, input: { lightness: 0.6, chroma: 0.035 } },
  dark: { from: 0.56, to: 0.8, chroma: 0.125, input: { lightness: 0.62, chroma: 0.035 } },
};

/** The channels of a colour image. */
const RED_GREEN_BLUE = ['oklch(0.62 0.19 27)', 'oklch(0.64 0.17 145)', 'oklch(0.56 0.18 262)'];
/** A channel that is no colour. */
const GREY = 'oklch(0.62 0 0)';

/** One of an image's channels, counted from the bottom: red is on top, in the usual order. @param {number} channels @param {number} part */
export const pictureColour = (channels, part) =>
  (channels < 3 ? undefined : RED_GREEN_BLUE[channels - 1 - part]) ?? GREY;

/** The bands' opacities. */
export const OPACITY = { carried: 0.42, dimmed: 0.3, waiting: 0.1, arcs: { from: 0.25, to: 0.95 } };

/** @param {Pick<Origin, 'kind' | 'block' | 'index' | 'of'>} origin @param {boolean} dark */
export function colourOf({ kind, block, index, of }, dark) {
  const { from, to, chroma, input } = dark ? COLOURS.dark : COLOURS.light;
  const [first, last] = HUES[(Math.max(block, 1) - 1) % HUES.length] ?? HUES[0];
  if (kind === 'picture') return GREY;
  if (kind === 'output') return `oklch(${input.lightness} 0 0)`;
  if (kind === 'input') return `oklch(${input.lightness} ${input.chroma} ${(first + last) / 2})`;
  const share = of > 1 ? (index - 1) / (of - 1) : 0.5;
  const lightness = from + share * (to - from);
  return `oklch(${lightness.toFixed(3)} ${chroma} ${(first + share * (last - first)).toFixed(1)})`;
}

/** The same for style sheets, which detect dark mode themselves. @param {Origin} origin */
export const cssColourOf = (origin) => `light-dark(${colourOf(origin, false)}, ${colourOf(origin, true)})`;
