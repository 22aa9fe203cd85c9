// The gradient's path back to each layer: along a chain, and in a dense block.
import { svg } from 'lit';
import { text } from '../../app/i18n.js';
import { CHAIN } from '../constants.js';
import { arc, flow, label, node, nodeX, picture, range, straight } from './parts.js';

/** @import { Figure } from './parts.js' */

const { layers: L } = CHAIN;
/** The last position in the row is the loss. */
const LAST = L;
const ROWS = { chain: 62, dense: 240 };

/** @param {number} y */
const loss = (y) => svg`<g class="loss">
  <rect x=${nodeX(LAST) - 22} y=${y - 14} width="44" height="28" rx="6" />
  <text x=${nodeX(LAST)} y=${y} dy="0.34em">${text().learn.ideas.supervision.loss}</text>
</g>`;

/** The gradient’s only path. */
const chain = () =>
  range(L).map((back) => {
    const from = LAST - back;
    const start = back === 0 ? nodeX(LAST) - 22 : nodeX(from) - CHAIN.radius;
    const d = `M${start},${ROWS.chain}H${nodeX(from - 1) + CHAIN.radius + 2}`;
    return flow(d, 'loss', back);
  });

const dense = () => [
  ...range(L - 1).map((to) => flow(arc(LAST, to, ROWS.dense, 26 * (LAST - to)), 'loss', 0)),
  flow(`M${nodeX(LAST) - 22},${ROWS.dense}H${nodeX(LAST - 1) + CHAIN.radius + 2}`, 'loss', 0),
  ...range(L - 1).map((to) => svg`<g class="faint">${flow(straight(to + 1, to, ROWS.dense), 'sum', 2)}</g>`),
];

/** Beneath each layer: how many layers lie between it and the loss. @param {number} y @param {(index: number) => number} between */
const distances = (y, between) =>
  range(L).map((index) => label(nodeX(index), y + 32, between(index), 'middle count'));
const chainBetween = (/** @type {number} */ index) => LAST - 1 - index;
const denseBetween = () => 0;

/** @returns {Figure} */
export function supervision() {
  const words = text().learn.ideas.supervision;
  const nodes = (/** @type {number} */ y) => range(L).map((index) => node(index, y));
  return {
    picture: picture(
      282,
      words.alt,
      svg`
        ${label(4, 16, words.chain, 'title')} ${chain()} ${nodes(ROWS.chain)} ${loss(ROWS.chain)}
        ${distances(ROWS.chain, chainBetween)}
        ${label(4, 118, words.dense, 'title')} ${dense()} ${nodes(ROWS.dense)} ${loss(ROWS.dense)}
        ${distances(ROWS.dense, denseBetween)}`,
    ),
    table: {
      head: [words.columns.layer, words.columns.chain, words.columns.dense],
      rows: range(L).map((index) => [`x${index}`, chainBetween(index), denseBetween()]),
    },
  };
}
