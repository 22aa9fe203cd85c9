// A drawing with its caption and its source below it, as one SVG file.
import { escaped, tag } from './svg-text.js';
import { wrapped } from './words.js';

/** @typedef {{ content: readonly string[], left: number, top: number, right: number, bottom: number }} Drawing */
/** @typedef {{ paper: string, ink: string, soft: string }} Colours */
/** @typedef {(text: string, size: number) => number} Measure the width of a text. */

const MARGIN = 20;
/** The caption needs room, however small the figure. */
const LEAST_WIDTH = 320;
const CAPTION = { size: 13, line: 19 };
const SOURCE = { size: 10.5, line: 15 };

/**
 * @param {Drawing} drawing
 * @param {{ caption: string, source: string }} words
 * @param {Colours} colours
 * @param {Measure} measure
 */
export function figureDocument({ content, left, top, right, bottom }, { caption, source }, colours, measure) {
  const inner = Math.max(right - left, LEAST_WIDTH);
  const width = Math.ceil(inner + 2 * MARGIN);
  let y = bottom - top + MARGIN + 6;
  let below = '';
  for (const [text, { size, line }, fill] of /** @type {const} */ ([
    [caption, CAPTION, colours.ink],
    [source, SOURCE, colours.soft],
  ])) {
    for (const words of wrapped(text, inner, (part) => measure(part, size))) {
      y += line;
      below += tag('text', { x: MARGIN, y, 'font-size': size, fill }, escaped(words));
    }
    y += 3;
  }
  const height = Math.ceil(y + MARGIN);
  const place = `translate(${MARGIN - left} ${MARGIN - top})`;
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'sans-serif',
  };
  const svg = tag(
    'svg',
    root,
    tag('title', {}, escaped(caption)) +
      tag('rect', { width, height, fill: colours.paper }) +
      tag('g', { transform: place }, content.join('')) +
      below,
  );
  return { svg, width, height };
}
