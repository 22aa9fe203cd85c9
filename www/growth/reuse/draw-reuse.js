// Draws one block's feature reuse as a heat map: readers from left to right, sources from top to bottom.
import { FONT } from '../canvas.js';
import { colourAt } from '../maps/colour-maps.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { CanvasColours } from '../canvas-colours.js' */

/** @typedef {{ row: number, column: number }} Cell */

/** Space for the axis labels. */
export const AXIS = { left: 30, top: 24 };

/** Cells of at least this size all have axis labels; of smaller ones, every fifth does. */
const ROOMY = 17;

/** @param {BlockReuse} block @param {number} cell */
export function sizeOf({ sources, targets }, cell) {
  return { width: AXIS.left + targets.length * cell + 1, height: AXIS.top + sources.length * cell + 1 };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {object} scene
 * @param {BlockReuse} scene.block
 * @param {number} scene.cell side of a cell.
 * @param {{ layers: number, last: number }} scene.highs the value of the brightest colour, for the layers and for the last column.
 * @param {CanvasColours} scene.colours
 * @param {Cell | null} scene.at what is pointed at.
 * @param {number} scene.selected the selected layer's column; -1 for none.
 * @param {string} scene.last the last column's letter.
 */
export function drawReuse(context, { block, cell, highs, colours, at, selected, last }) {
  const { sources, targets, values } = block;
  const gap = cell > 9 ? 1 : 0;
  for (const [column, of] of values.entries()) {
    const range = { low: 0, high: column < targets.length - 1 ? highs.layers : highs.last };
    for (const [row, value] of of.entries()) {
      if (value === null) continue;
      context.fillStyle = colourAt(value, range, 'viridis');
      context.fillRect(AXIS.left + column * cell, AXIS.top + row * cell, cell - gap, cell - gap);
    }
  }
  context.font = `11px ${FONT}`;
  context.fillStyle = colours.soft;
  const every = cell >= ROOMY ? 1 : cell >= 10 ? 3 : 6;
  context.textAlign = 'right';
  for (let row = 0; row < sources.length; row += every)
    context.fillText(row === 0 ? 'x₀' : String(row), AXIS.left - 6, AXIS.top + (row + 0.5) * cell + 4);
  context.textAlign = 'center';
  const centre = (/** @type {number} */ column) => AXIS.left + (column + 0.5) * cell;
  for (let column = 0; column < targets.length - every; column += every)
    context.fillText(String(column + 1), centre(column), AXIS.top - 8);
  context.fillText(last, centre(targets.length - 1), AXIS.top - 8);

  context.lineWidth = 2;
  if (selected >= 0) {
    context.strokeStyle = colours.accent;
    const rows = values[selected].filter((value) => value !== null).length;
    context.strokeRect(AXIS.left + selected * cell - 1, AXIS.top - 1, cell + 1, rows * cell + 1);
  }
  if (at) {
    context.strokeStyle = colours.ink;
    context.strokeRect(AXIS.left + at.column * cell - 1, AXIS.top + at.row * cell - 1, cell + 1, cell + 1);
  }
}
