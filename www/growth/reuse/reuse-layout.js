// How the heat maps of a network's blocks share the width: the same cells everywhere, and rows that are filled.
import { clamp } from '../../app/clamp.js';
import { CELL } from '../constants.js';
import { AXIS } from './draw-reuse.js';

/** Between two columns, in pixels. */
export const GAP = 32;

/** What the text below a map needs. */
const NARROWEST = 270;

/** @param {number} width @param {readonly number[]} readers of each block. @returns {{ columns: number, cell: number }} */
export function layoutOf(width, readers) {
  const longest = Math.max(1, ...readers);
  const wanted = Math.max(NARROWEST, AXIS.left + 2 + longest * CELL.wanted);
  const fitting = Math.max(1, Math.floor((width + GAP) / (wanted + GAP)));
  const rows = Math.max(1, Math.ceil(readers.length / fitting));
  const columns = Math.max(1, Math.ceil(readers.length / rows));
  const room = (width + GAP) / columns - GAP;
  return { columns, cell: clamp(Math.floor((room - AXIS.left - 2) / longest), CELL.min, CELL.max) };
}
