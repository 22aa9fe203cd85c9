// Parts shared by several figures.
import { svg } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { CHAIN, STEP, WIDTH } from '../constants.js';

/** Arrowheads, defined once per figure. */
const arrowheads = svg`<defs>
  <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
    <path d="M0,0L8,4L0,8Z" class="head" />
  </marker>
</defs>`;

/** @param {number} height @param {string} label @param {unknown} content */
export const picture = (height, label, content) =>
  svg`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>${arrowheads}${content}</svg>`;

/** The position of x0, x1, … in a chain. @param {number} index */
export const nodeX = (index) => CHAIN.left + (index * (CHAIN.right - CHAIN.left)) / CHAIN.layers;

/** A node with its name. @param {number} index @param {number} y */
export const node = (index, y) => svg`<g class="node" data-origin=${index}>
  <circle cx=${nodeX(index)} cy=${y} r=${CHAIN.radius} />
  <text x=${nodeX(index)} y=${y} dy="0.34em">x<tspan class="sub" dy="0.25em">${index}</tspan></text>
</g>`;

/** An arrow that lights up, step by step. @param {string} d @param {number | string} origin @param {number} [step] when it lights up */
export const flow = (d, origin, step = 0) => svg`
  <path class="line" data-origin=${origin} d=${d} marker-end="url(#head)" />
  <path class="pulse" data-origin=${origin} d=${d} style=${after(step)} />`;

/** Starts an animation some steps later. @param {number} step */
export const after = (step) => styleMap({ 'animation-delay': `${step * STEP}s` });

/** A path from node to node along the line. @param {number} from @param {number} to @param {number} y */
export const straight = (from, to, y) => {
  const sign = Math.sign(to - from);
  return `M${nodeX(from) + sign * CHAIN.radius},${y}H${nodeX(to) - sign * (CHAIN.radius + 2)}`;
};

/** A path from node to node in an arc above the line. @param {number} from @param {number} to @param {number} y @param {number} rise */
export const arc = (from, to, y, rise) => {
  const [start, end] = [nodeX(from), nodeX(to)];
  const top = y - CHAIN.radius;
  return `M${start},${top}C${start},${top - rise} ${end},${top - rise} ${end},${top - 2}`;
};

/** A text. @param {number} x @param {number} y @param {unknown} words @param {string} [kind] */
export const label = (x, y, words, kind = '') =>
  svg`<text class="label ${kind}" x=${x} y=${y}>${words}</text>`;

/** A box with a text in it. @param {number} x @param {number} y @param {number} width @param {string} words @param {string} kind */
export const box = (x, y, width, words, kind) => svg`<g class="box ${kind}">
  <rect x=${x} y=${y} width=${width} height="30" rx="5" />
  <text x=${x + width / 2} y=${y + 15} dy="0.34em">${words}</text>
</g>`;

/** @param {number} count */
export const range = (count) => Array.from({ length: count }, (_, index) => index);

/** A figure: the picture, and its data as a table. */
/** @typedef {{ picture: import('lit').TemplateResult<2>, table: { head: string[], rows: (string | number)[][] } }} Figure */
