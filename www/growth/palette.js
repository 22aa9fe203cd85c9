// The colour of a strip: that of the layer which made it. Each block has a family of hues.
import { COLOURS, HUES, RED_GREEN_BLUE } from './constants.js';

/** @import { Origin } from './structure.js' */

/** @param {Pick<Origin, 'kind' | 'block' | 'index' | 'of'>} origin @param {boolean} dark */
export function colourOf({ kind, block, index, of }, dark) {
  const { from, to, chroma, input } = dark ? COLOURS.dark : COLOURS.light;
  const [first, last] = HUES[(Math.max(block, 1) - 1) % HUES.length] ?? HUES[0];
  if (kind === 'picture') return RED_GREEN_BLUE[1];
  if (kind === 'output') return `oklch(${input.lightness} 0 0)`;
  if (kind === 'input') return `oklch(${input.lightness} ${input.chroma} ${(first + last) / 2})`;
  const share = of > 1 ? (index - 1) / (of - 1) : 0.5;
  const lightness = from + share * (to - from);
  return `oklch(${lightness.toFixed(3)} ${chroma} ${(first + share * (last - first)).toFixed(1)})`;
}

/** The same for style sheets, which know by themselves whether it is dark. @param {Origin} origin */
export const cssColourOf = (origin) => `light-dark(${colourOf(origin, false)}, ${colourOf(origin, true)})`;
