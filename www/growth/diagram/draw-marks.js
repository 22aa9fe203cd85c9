// Draws everything around the stacks: the scale, arcs from a layer's sources, its trail, mean maps and the image.
import { scaleSqrt } from 'd3-scale';
import { drawLabel, drawLine, fontOf } from '../canvas.js';
import { ARC_WIDTHS, THUMBNAIL, TRANSITION } from '../constants.js';
import { colourOf, OPACITY } from '../staircase-colours.js';
import { arcsOf, pointOn } from './arcs.js';
import { drawCross } from './draw-cuts.js';

/** @import { Context } from '../canvas.js' */
/** @import { Scene } from './draw-staircase.js' */
/** @import { Column } from './layout.js' */

/** What a transition's label takes, with the number of a column next to it. */
const LABEL = { width: 48, height: 36 };

/** Lines at round channel counts, labelled at the window's edge. @param {Context} context @param {Scene} scene */
export function drawScale(context, { layout: { y, baseline, arcs }, colours, left, width }) {
  const ticks = y.ticks(4).filter((tick) => tick > 0 && baseline - y(tick) > arcs * 0.3);
  for (const tick of ticks)
    drawLine(context, colours.line, 1, left, left + width, Math.round(baseline - y(tick)) + 0.5);
  drawLine(context, colours.strong, 1, left, left + width, baseline + 0.5);
}

/** @param {Context} context @param {Scene} scene */
export function drawScaleLabels(context, { layout: { y, baseline, arcs }, colours, left }) {
  context.font = fontOf(11);
  context.textAlign = 'left';
  for (const tick of y.ticks(4)) {
    if (tick > 0 && baseline - y(tick) > arcs * 0.3)
      drawLabel(context, colours, String(tick), left + 3, baseline - y(tick) - 3, colours.soft);
  }
}

/** How many channels a transition keeps, where no framed column has its number. @param {Context} context @param {Scene} scene @param {readonly Column[]} framed */
export function drawTransitionLabels(context, { layout, colours, progress, theta }, framed) {
  context.font = fontOf(11, 600);
  context.textAlign = 'center';
  for (const { step, x, body, gap, index } of layout.columns) {
    if (step.layer.kind !== 'transition' || progress < index + 1 || gap < TRANSITION.labelled) continue;
    const { inChannels: read, outChannels: made } = step.layer;
    const top = layout.baseline - layout.y(read);
    const middle = x + body + gap / 2 + 4;
    const isTaken = framed.some(
      (column) =>
        Math.abs(column.x + column.body / 2 - middle) < LABEL.width &&
        Math.abs(layout.y(column.step.layer.inChannels) - layout.y(read)) < LABEL.height,
    );
    if (isTaken) continue;
    drawLabel(context, colours, `${read} → ${made}`, middle, top - 6, colours.ink);
    drawLabel(context, colours, `θ = ${theta}`, middle, top - 21, colours.soft);
  }
}

/** A layer's new features, in all later layers that read them. @param {Context} context @param {Scene} scene @param {Column} column */
export function drawTrail(context, { layout, colours, progress }, { step, x, body, gap, index }) {
  if (step.layer.kind !== 'dense-layer' || progress < index + 1) return;
  const readers = layout.columns.filter(
    (column) =>
      column.step.reads.some(({ name }) => name === step.layer.name) &&
      column.step.layer.kind !== 'classifier',
  );
  const last = readers.filter((reader) => progress > reader.index).at(-1);
  if (!last) return;
  const [low, high] = [step.layer.inChannels, step.layer.inChannels + step.makes.channels];
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.25;
  const to = last.x + last.body;
  const from = x + body + gap;
  context.strokeRect(from, layout.baseline - layout.y(high), to - from, layout.y(high) - layout.y(low));
}

/** The frame around a layer's input. @param {Context} context @param {Scene} scene @param {Column} column @param {string} colour */
export function drawFrame(context, { layout, colours }, { step, x, body }, colour) {
  const height = layout.y(step.layer.inChannels);
  const top = layout.baseline - height;
  context.lineWidth = 2;
  context.strokeStyle = colour;
  context.strokeRect(x - 2, top - 2, body + 4, height + 4);
  context.font = fontOf(12, 650);
  context.textAlign = 'center';
  drawLabel(context, colours, String(step.layer.inChannels), x + body / 2, top - 7, colours.ink);
}

/**
 * An arc from each source to the layer that reads it; more heavily used sources have thicker arcs, and cut ones are dashed.
 *
 * @param {Context} context @param {Scene} scene @param {Column} column
 * @param {readonly (number | null)[]} use mean absolute weight of each source; empty where it is not known.
 */
export function drawArcs(context, { layout, colours, extent }, column, use) {
  const max = Math.max(...use.map((value) => value ?? 0), Number.MIN_VALUE);
  const widths = scaleSqrt([0, 1], [ARC_WIDTHS.from, ARC_WIDTHS.to]);
  const alphas = scaleSqrt([0, 1], [OPACITY.arcs.from, OPACITY.arcs.to]);
  for (const arc of arcsOf(layout, column)) {
    const { origin, at, from, to, peak } = arc;
    const share = use.length ? (use[at] ?? 0) / max : 0.3;
    const isCut = extent(column.step, origin) === 'all';
    context.globalAlpha = isCut ? 1 : alphas(share);
    context.lineWidth = isCut ? 1.2 : widths(share);
    context.strokeStyle = isCut ? colours.soft : colourOf(origin, colours.dark);
    context.setLineDash(isCut ? [3, 4] : []);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.bezierCurveTo(from.x, peak, to.x, peak, to.x, to.y);
    context.stroke();
    if (isCut) {
      const middle = pointOn(arc, 0.4);
      drawCross(context, colours, middle.x, middle.y, 3.5);
    }
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The layers' mean maps, below their columns. @param {Context} context @param {Scene} scene @param {ReadonlyMap<string, CanvasImageSource>} pictures */
export function drawThumbnails(context, { layout, progress, left, width }, pictures) {
  const { thumbnails, baseline } = layout;
  const { side, rows } = thumbnails;
  if (rows === 0) return;
  context.imageSmoothingEnabled = false;
  for (const { step, x, body, index, folded } of layout.columns) {
    const picture = pictures.get(step.layer.name);
    if (!picture || folded || progress < index + 1 || x > left + width || x + side < left) continue;
    const top = baseline + 6 + (index % rows) * (side + THUMBNAIL.gap);
    context.drawImage(picture, x + body / 2 - side / 2, top, side, side);
  }
}

/** The image in front of the first layer. */
/** @param {Context} context @param {Scene} scene @param {CanvasImageSource | null} crop */
export function drawPicture(context, { layout: { picture, baseline } }, crop) {
  if (!crop || picture.width === 0) return;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(crop, picture.x, baseline - picture.width, picture.width, picture.width);
}
