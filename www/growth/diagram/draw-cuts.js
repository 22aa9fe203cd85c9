// Draws what is cut: hatched, with a cross; and what would be cut by a click.

/** @import { Context } from '../canvas.js' */
/** @import { CanvasColours } from '../canvas-colours.js' */
/** @import { Target } from '../cuts/targets.js' */
/** @import { Scene } from './draw-staircase.js' */
/** @import { Column } from './layout.js' */
/** @import { Origin } from '../structure.js' */

/** The side of the hatching's tile in pixels. */
const TILE = 6;

/** @type {Map<string, HTMLCanvasElement>} */
const tiles = new Map();

/** @param {CanvasColours} colours */
function tileOf({ surface, ink }) {
  const key = surface + ink;
  const known = tiles.get(key);
  if (known) return known;
  const tile = document.createElement('canvas');
  Object.assign(tile, { width: TILE, height: TILE });
  const context = /** @type {Context} */ (tile.getContext('2d'));
  context.fillStyle = surface;
  context.fillRect(0, 0, TILE, TILE);
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.beginPath();
  // The second and third line continue the first one in the neighbouring tiles.
  for (const shift of [0, -TILE, TILE]) {
    context.moveTo(shift - 1, TILE + 1);
    context.lineTo(shift + TILE + 1, -1);
  }
  context.stroke();
  tiles.set(key, tile);
  return tile;
}

/** @param {Context} context @param {CanvasColours} colours @param {number} x @param {number} y @param {number} width @param {number} height */
export function drawHatched(context, colours, x, y, width, height) {
  context.fillStyle = context.createPattern(tileOf(colours), 'repeat') ?? colours.surface;
  context.fillRect(x, y, width, height);
}

/** @param {Context} context @param {CanvasColours} colours @param {number} x its middle @param {number} y @param {number} size half of its side */
export function drawCross(context, { surface, ink }, x, y, size) {
  context.setLineDash([]);
  for (const [colour, width] of /** @type {const} */ ([
    [surface, 4.5],
    [ink, 1.8],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x - size, y - size);
    context.lineTo(x + size, y + size);
    context.moveTo(x - size, y + size);
    context.lineTo(x + size, y - size);
    context.stroke();
  }
}

/**
 * The part of a strip that is cut.
 *
 * @param {Context} context @param {Scene} scene @param {Column} column @param {Origin} origin
 * @param {number} below the channels below it.
 * @param {import('../../app/cut-edits.js').Extent} extent
 */
export function drawCutStrip(context, { layout, colours }, { x, body }, origin, below, extent) {
  if (extent === null) return;
  const { y, baseline } = layout;
  const height = y(origin.channels);
  const top = baseline - y(below) - height;
  if (extent !== 'all') {
    for (const channel of extent)
      drawHatched(context, colours, x, baseline - y(below + channel + 1), body, Math.max(y(1), 1));
    return;
  }
  drawHatched(context, colours, x, top, body, height);
  const size = Math.min(body, height) / 2 - 2;
  if (size >= 2) drawCross(context, colours, x + body / 2, top + height / 2, Math.min(size, 5));
}

/** The outline of what a click would cut, in every layer that reads it. @param {Context} context @param {Scene} scene @param {Target} target */
export function drawTarget(context, { layout, colours, readerOf }, { reader, maker }) {
  const { y, baseline } = layout;
  context.lineWidth = 2;
  context.strokeStyle = colours.ink;
  context.setLineDash([4, 3]);
  for (const { step, x, body, folded } of layout.columns) {
    if (folded || (reader !== null && readerOf(step) !== reader)) continue;
    let below = 0;
    for (const { name, channels } of step.reads) {
      if (name === maker)
        context.strokeRect(x - 1, baseline - y(below + channels), body + 2, Math.max(y(channels), 2));
      below += channels;
    }
  }
  context.setLineDash([]);
}
