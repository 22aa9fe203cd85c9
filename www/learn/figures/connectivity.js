// Plain, residual and dense connections: which layer reads which.
import { svg } from 'lit';
import { text } from '../../app/i18n.js';
import { CHAIN } from '../constants.js';
import { arc, flow, label, node, nodeX, picture, range, straight } from './parts.js';

/** @import { Figure } from './parts.js' */

const { layers: L } = CHAIN;
const ROWS = { plain: 44, residual: 132, dense: 262 };
const RISE = { residual: 26, dense: 26 };
const nodes = (/** @type {number} */ y) => range(L + 1).map((index) => node(index, y));
const steps = (/** @type {number} */ y) =>
  range(L).map((from) => flow(straight(from, from + 1, y), from, from));

/** Each layer's output is added to its input. */
const residual = (/** @type {number} */ y) =>
  range(L).map(
    (from) => svg`${flow(arc(from, from + 1, y, RISE.residual), 'sum', from)}
      <text class="sum" x=${nodeX(from + 1)} y=${y} dx=${-CHAIN.radius - 9} dy="-0.5em">+</text>`,
  );

/** Each layer reads all before it. */
const dense = (/** @type {number} */ y) =>
  range(L + 1).flatMap((from) =>
    range(L + 1)
      .filter((to) => to > from + 1)
      .map((to) => flow(arc(from, to, y, RISE.dense * (to - from)), from, to - 1)),
  );

/** @returns {Figure} */
export function connectivity() {
  const { alt, kinds, columns } = text().learn.ideas.connectivity;
  return {
    picture: picture(
      292,
      alt,
      svg`
        ${label(4, 16, kinds.plain, 'title')} ${steps(ROWS.plain)} ${nodes(ROWS.plain)}
        ${label(4, 86, kinds.residual, 'title')} ${steps(ROWS.residual)} ${residual(ROWS.residual)} ${nodes(ROWS.residual)}
        ${label(4, 176, kinds.dense, 'title')} ${steps(ROWS.dense)} ${dense(ROWS.dense)} ${nodes(ROWS.dense)}`,
    ),
    table: {
      head: [columns.kind, columns.connections],
      rows: [
        [kinds.plain, L],
        [kinds.residual, 2 * L],
        [kinds.dense, (L * (L + 1)) / 2],
      ],
    },
  };
}
