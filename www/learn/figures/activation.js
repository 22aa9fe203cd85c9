// Two readers of the same features, each with its own normalisation, and the older order.
import { svg } from 'lit';
import { text } from '../../app/i18n.js';
import { box, flow, label, picture } from './parts.js';

/** @import { Figure } from './parts.js' */

const FEATURES = 22;
const STEPS = [
  ['BN', 'norm', 42],
  ['ReLU', 'relu', 48],
  ['Conv', 'conv', 48],
];
const GAP = 22;

/** @param {number} y @param {readonly (readonly [string, string, number] | (string | number)[])[]} steps @param {number} step */
function chain(y, steps, step) {
  let x = 92;
  return steps.map(([name, kind, width], index) => {
    const start = x;
    x += Number(width) + GAP;
    return svg`${index > 0 ? flow(`M${start - GAP},${y + 15}h${GAP - 2}`, 'sum', step + index) : ''}
      ${box(start, y, Number(width), String(name), String(kind))}`;
  });
}

/** The features so far, as a stack. @param {number} y @param {number} height */
const features = (y, height) => svg`
  <rect class="cell" data-origin="0" x=${FEATURES} y=${y + (2 * height) / 3} width="18" height=${height / 3} rx="2" />
  <rect class="cell" data-origin="1" x=${FEATURES} y=${y + height / 3} width="18" height=${height / 3 - 2} rx="2" />
  <rect class="cell" data-origin="2" x=${FEATURES} y=${y} width="18" height=${height / 3 - 2} rx="2" />`;

/** An arrow from the stack to a chain. @param {number} from @param {number} to @param {number} step */
const read = (from, to, step) => flow(`M${FEATURES + 20},${from}C70,${from} 66,${to} 90,${to}`, 'sum', step);
const END = 92 + 42 + 48 + 48 + 2 * GAP;

/** @returns {Figure} */
export function activation() {
  const words = text().learn.ideas.activation;
  const [bn, relu, conv] = STEPS;
  const out = (/** @type {number} */ y, /** @type {string} */ origin) => svg`
    ${flow(`M${END},${y + 15}h18`, 'sum', 3)}
    <rect class="cell" data-origin=${origin} x=${END + 24} y=${y + 7} width="18" height="16" rx="2" />`;
  return {
    picture: picture(
      252,
      words.alt,
      svg`
        ${label(4, 14, words.pre, 'title')}
        ${features(36, 96)} ${read(84, 51, 0)} ${read(84, 117, 0)}
        ${chain(36, STEPS, 0)} ${out(36, '3')}
        ${chain(102, STEPS, 0)} ${out(102, '4')}
        ${label(4, 170, words.post, 'title')}
        ${features(184, 60)} ${read(214, 214, 0)}
        ${chain(199, [conv, bn, relu], 0)} ${out(199, '3')}`,
    ),
    table: {
      head: [words.columns.order, words.columns.steps, words.columns.normalised],
      rows: [
        [words.pre, 'BN → ReLU → Conv', words.every],
        [words.post, 'Conv → BN → ReLU', words.once],
      ],
    },
  };
}
