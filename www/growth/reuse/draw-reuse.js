// Draws one block's feature reuse as a heat map: readers from left to right, sources from top to bottom.
import { fontOf } from '../canvas.js';
import { drawCross } from '../diagram/draw-cuts.js';
import { colourAt } from '../maps/colour-maps.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { CanvasColours } from '../canvas-colours.js' */
/** @import { Range, Scheme } from '../maps/colour-maps.js' */

/** @typedef {{ row: number, column: number }} Cell */

/** Space for the axis labels. */
export const AXIS = { left: 30, top: 24 };

/** Cells of at least this size all have axis labels; of smaller ones, every fifth does. */
const ROOMY = 17;

/** @param {BlockReuse} block @param {number} cell */
export function sizeOf({ sources, targets }, cell) {
  return { width: AXIS.left + targets.length * cell + 1, height: AXIS.top + sources.length * cell + 1 };
}

/** Lines over a cell. @param {CanvasRenderingContext2D} context @param {CanvasColours} colours @param {number} x @param {number} y @param {number} side */
function drawEstimate(context, { surface }, x, y, side) {
  context.strokeStyle = surface;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = 5; at < 2 * side; at += 5) {
    const beyond = Math.max(0, at - side);
    context.moveTo(x + beyond, y + at - beyond);
    context.lineTo(x + at - beyond, y + beyond);
  }
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {object} scene
 * @param {BlockReuse} scene.block
 * @param {number} scene.cell side of a cell.
 * @param {(column: number) => Range} scene.rangeOf the values of the colour map's ends, for a column.
 * @param {Scheme} scene.scheme
 * @param {(cell: Cell) => boolean} scene.isEstimate whether a value is only estimated: it is hatched.
 * @param {(cell: Cell) => boolean} scene.isCut
 * @param {CanvasColours} scene.colours
 * @param {Cell | null} scene.at what is pointed at.
 * @param {number} scene.selected the selected layer's column; -1 for none.
 * @param {string} scene.last the last column's letter.
 */
export function drawReuse(context, { block, cell, colours, at, selected, last, ...scene }) {
  const { sources, targets, values } = block;
  const gap = cell > 9 ? 1 : 0;
  for (const [column, of] of values.entries()) {
    const range = scene.rangeOf(column);
    for (const [row, value] of of.entries()) {
      if (value === null) continue;
      const [x, y, side] = [AXIS.left + column * cell, AXIS.top + row * cell, cell - gap];
      context.fillStyle = colourAt(value, range, scene.scheme);
      context.fillRect(x, y, side, side);
      if (scene.isEstimate({ row, column })) drawEstimate(context, colours, x, y, side);
      if (scene.isCut({ row, column }))
        drawCross(context, colours, x + side / 2, y + side / 2, Math.max(2, Math.min(6, side / 2 - 3)));
    }
  }
  context.font = fontOf(11);
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
