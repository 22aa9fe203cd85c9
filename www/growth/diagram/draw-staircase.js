// Draws the layers as stacks of their input channels: each strip has the colour of the layer that produced it.
import { clamp } from '../../app/clamp.js';
import { drawLine } from '../canvas.js';
import { STRIP_LINES } from '../constants.js';
import { colourOf, OPACITY, pictureColour } from '../staircase-colours.js';
import { drawCross, drawCutStrip, drawHatched } from './draw-cuts.js';
import { mixes } from './layout.js';

/** @import { Context } from '../canvas.js' */
/** @import { CanvasColours } from '../canvas-colours.js' */
/** @import { Column, Layout } from './layout.js' */
/** @import { Extent } from '../../app/cut-edits.js' */
/** @import { Origin, Step } from '../structure.js' */

/**
 * The drawing's parameters.
 *
 * @typedef {object} Scene
 * @property {Layout} layout
 * @property {CanvasColours} colours
 * @property {number} left the window's left edge.
 * @property {number} width of the window.
 * @property {number} progress layers that have been computed; all of them when nothing plays.
 * @property {{ passed: number, share: (maker: string | null) => number } | null} signal how many layers the error signal has passed, from the last one, and how large it is at each layer's output, from 0 to 1; null unless the backward pass is shown.
 * @property {number} theta the share of channels that a transition keeps.
 * @property {string | null} emphasised name of the layer whose features are emphasised; null for all.
 * @property {(step: Step, origin: Origin) => Extent} extent how much of what a layer reads is cut.
 * @property {(maker: string) => Extent} outputExtent how much of a layer's output is cut.
 * @property {(step: Step) => string | undefined} readerOf a layer's name as one that reads.
 */

/** @param {Context} context @param {Scene} scene @param {readonly Column[]} [columns] only these */
export function drawStaircase(context, scene, columns = scene.layout.columns) {
  const { left, width, progress } = scene;
  for (const column of columns) {
    const { x, body, gap, index } = column;
    if (x + body + gap < left || x > left + width) continue;
    const shown = clamp(progress - index, 0, 1);
    if (shown < 1) drawGhost(context, scene, column);
    if (shown === 0) continue;
    context.globalAlpha = clamp(shown * 3, 0, 1);
    drawGap(context, scene, column, clamp(shown * 1.6 - 0.6, 0, 1));
    context.globalAlpha = clamp(shown * 3, 0, 1);
    drawBody(context, scene, column);
  }
  context.globalAlpha = 1;
}

/** A layer that has not been computed yet. @param {Context} context @param {Scene} scene @param {Column} column */
function drawGhost(context, { layout, colours }, { x, body, step, folded }) {
  const height = layout.y(step.layer.inChannels);
  context.fillStyle = colours.sunken;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.fillRect(x, layout.baseline - height, body, height);
  if (!folded) context.strokeRect(x + 0.5, layout.baseline - height + 0.5, body - 1, height - 1);
}

/** @typedef {{ origin: Origin, below: number, channels: number, colour: string }} Band */

/** A layer's input channels, from bottom to top. @param {readonly Origin[]} reads @param {boolean} dark @returns {Generator<Band>} */
function* stacked(reads, dark) {
  let below = 0;
  for (const origin of reads) {
    const isPicture = origin.kind === 'picture';
    const channels = isPicture ? 1 : origin.channels;
    for (let part = 0; part < origin.channels; part += channels) {
      const colour = isPicture ? pictureColour(origin.channels, part) : colourOf(origin, dark);
      yield { origin, below, channels, colour };
      below += channels;
    }
  }
}

/** The opacity of a strip of a column. @param {Scene} scene @param {Origin} origin @param {number} index the column's */
function strength({ emphasised, signal, layout }, origin, index) {
  if (!signal) return emphasised === null || origin.name === emphasised ? 1 : OPACITY.dimmed;
  const reached = clamp(signal.passed - (layout.columns.length - 1 - index), 0, 1);
  return OPACITY.waiting + (1 - OPACITY.waiting) * reached * signal.share(origin.name);
}

/** The channels that a layer reads. @param {Context} context @param {Scene} scene @param {Column} column */
function drawBody(context, scene, column) {
  const { x, body, step, folded, index } = column;
  const { layout, colours } = scene;
  const { y, baseline } = layout;
  const alpha = context.globalAlpha;
  for (const { origin, below, channels, colour } of stacked(step.reads, colours.dark)) {
    const top = baseline - y(below + channels);
    context.globalAlpha = alpha * (step.layer.name === scene.emphasised ? 1 : strength(scene, origin, index));
    context.fillStyle = colour;
    context.fillRect(x, top, body, y(channels) + 0.3);
    context.globalAlpha = alpha;
    drawCutStrip(context, scene, column, origin, below, scene.extent(step, origin));
    if (!folded && y(channels) >= 3) drawLine(context, colours.surface, 1, x, x + body, top);
  }
  const strip = y(1);
  if (folded || strip < STRIP_LINES) return;
  context.globalAlpha = alpha * 0.4;
  context.beginPath();
  for (let channel = 1; channel < step.layer.inChannels; channel += 1) {
    context.moveTo(x, baseline - channel * strip);
    context.lineTo(x + body, baseline - channel * strip);
  }
  context.strokeStyle = colours.surface;
  context.lineWidth = 0.6;
  context.stroke();
  context.globalAlpha = alpha;
}

/** The gap after a layer: features are carried on and new ones added, or all are mixed into new ones. */
/** @param {Context} context @param {Scene} scene @param {Column} column @param {number} grown 0 to 1 */
function drawGap(context, scene, column, grown) {
  const { step, x, body, gap, folded, index } = column;
  const { layout, colours } = scene;
  const { y, baseline } = layout;
  const from = x + body;
  const alpha = context.globalAlpha;
  if (mixes(step)) return drawTransition(context, scene, column, grown);
  if (gap <= 0) return undefined;
  for (const { origin, below, channels, colour } of stacked(step.reads, colours.dark)) {
    context.globalAlpha = alpha * (folded ? 1 : OPACITY.carried) * strength(scene, origin, index);
    context.fillStyle = colour;
    context.fillRect(from, baseline - y(below + channels), gap, y(channels));
    if (origin.name !== null && scene.outputExtent(origin.name) === 'all') {
      context.globalAlpha = alpha * 0.5;
      drawHatched(context, colours, from, baseline - y(below + channels), gap, y(channels));
    }
  }
  if (step.layer.kind !== 'dense-layer') return undefined;
  const top = baseline - y(step.layer.inChannels);
  const risen = top - y(step.makes.channels) * grown;
  context.globalAlpha = alpha * strength(scene, step.makes, index + 1);
  context.fillStyle = colourOf(step.makes, colours.dark);
  context.beginPath();
  context.moveTo(from, top);
  context.bezierCurveTo(from + gap * 0.5, top, from + gap * 0.35, risen, from + gap, risen);
  context.lineTo(from + gap, top);
  context.fill();
  if (grown === 1 && scene.outputExtent(step.layer.name) === 'all') {
    context.globalAlpha = alpha;
    drawCross(context, colours, from + gap * 0.7, (top + risen) / 2, Math.min(4, gap / 2));
  }
  return undefined;
}

/** All bands narrow or widen and blend into the layer's output. */
/** @param {Context} context @param {Scene} scene @param {Column} column @param {number} grown */
function drawTransition(context, scene, { step, x, body, gap, index }, grown) {
  const { layout, colours } = scene;
  const { y, baseline } = layout;
  const { inChannels: read, outChannels: made } = step.layer;
  const [from, to] = [x + body, x + body + gap];
  const middle = (from + to) / 2;
  const ratio = made / read;
  const alpha = context.globalAlpha;
  const target = colourOf(step.makes, colours.dark);
  context.save();
  context.beginPath();
  context.rect(from, 0, gap * grown, layout.height);
  context.clip();
  for (const { origin, below, channels, colour } of stacked(step.reads, colours.dark)) {
    // What is cut does not flow on.
    if (scene.extent(step, origin) === 'all') continue;
    const above = below + channels;
    const blend = context.createLinearGradient(from, 0, to, 0);
    blend.addColorStop(0, colour);
    blend.addColorStop(0.9, target);
    context.fillStyle = blend;
    context.globalAlpha = alpha * 0.85 * strength(scene, origin, index);
    context.beginPath();
    context.moveTo(from, baseline - y(below));
    context.bezierCurveTo(
      ...[middle, baseline - y(below)],
      ...[middle, baseline - y(below * ratio)],
      ...[to, baseline - y(below * ratio)],
    );
    context.lineTo(to, baseline - y(above * ratio) - 0.3);
    context.bezierCurveTo(
      ...[middle, baseline - y(above * ratio)],
      ...[middle, baseline - y(above)],
      ...[from, baseline - y(above)],
    );
    context.fill();
  }
  context.restore();
  if (step.layer.kind === 'classifier' && grown === 1) drawLogits(context, scene, to, made);
}

/** One strip per class, after the last layer. @param {Context} context @param {Scene} scene @param {number} x @param {number} classes */
function drawLogits(context, { layout: { y, baseline, pitch }, colours }, x, classes) {
  const body = Math.max(3, pitch * 0.4);
  context.globalAlpha = 1;
  context.fillStyle = colours.soft;
  context.fillRect(x, baseline - y(classes), body, y(classes));
  if (y(1) < STRIP_LINES) return;
  for (let at = 1; at < classes; at += 1)
    drawLine(context, colours.surface, 0.6, x, x + body, baseline - y(at));
}
