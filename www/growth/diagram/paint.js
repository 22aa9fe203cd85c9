// Draws one frame of the whole diagram.
import { keepDrawing } from '../../components/figure/redrawn.js';
import { prepareCanvas } from '../canvas.js';
import * as marks from './draw-marks.js';
import { drawTarget } from './draw-cuts.js';
import { drawStaircase } from './draw-staircase.js';

/** @import { Context } from '../canvas.js' */
/** @import { CanvasColours } from '../canvas-colours.js' */
/** @import { Target } from '../cuts/targets.js' */
/** @import { Scene } from './draw-staircase.js' */
/** @import { Layout } from './layout.js' */
/** @import { Step } from '../structure.js' */

/**
 * @typedef {object} PaintOptions
 * @property {Layout} layout
 * @property {CanvasColours} colours
 * @property {number} left the window's left edge.
 * @property {number} width of the window.
 * @property {number} progress layers that have been computed.
 * @property {Scene['signal']} signal
 * @property {number | null} at the index of the layer that the animation has reached.
 * @property {number} theta the share of channels that a transition keeps.
 * @property {string} selected a layer's name.
 * @property {string | null} highlighted a layer's name: pointed at, or focused.
 * @property {CanvasImageSource | null} crop the network's input.
 * @property {ReadonlyMap<string, CanvasImageSource>} means each layer's mean map.
 * @property {Target | null} target what a click would cut.
 * @property {Scene['extent']} extent
 * @property {Scene['outputExtent']} outputExtent
 * @property {Scene['readerOf']} readerOf
 * @property {(step: Step) => readonly (number | null)[]} use how much a layer uses each of its sources.
 */

/** @param {HTMLCanvasElement} canvas @param {PaintOptions} options */
export function paint(canvas, options) {
  paintOn(prepareCanvas(canvas, options.width, options.layout.height), options);
  // Saved as a file, it shows the whole network and nothing that is only pointed at.
  const { layout } = options;
  const whole = { ...options, left: 0, width: layout.width, highlighted: null, target: null };
  keepDrawing(canvas, { ...layout, draw: (context) => paintOn(context, whole) });
}

/** @param {Context} context @param {PaintOptions} options */
function paintOn(context, { selected, highlighted, crop, means, use, target, at, ...rest }) {
  const { layout, colours, left } = rest;
  const find = (/** @type {string | null} */ name) =>
    layout.columns.find(({ step, folded }) => step.layer.name === name && !folded) ?? null;
  const playing = at === null ? null : (layout.columns[at] ?? null);
  const chosen = find(selected);
  const central = playing ?? find(highlighted) ?? chosen;
  // The features of a dense layer under the pointer are emphasised.
  const isDense = !playing && find(highlighted)?.step.layer.kind === 'dense-layer';
  const scene = { ...rest, emphasised: isDense ? highlighted : null };

  context.translate(-left, 0);
  marks.drawScale(context, scene);
  marks.drawPicture(context, scene, crop);
  drawStaircase(context, scene);
  marks.drawThumbnails(context, scene, means);
  if (central) marks.drawArcs(context, scene, central, use(central.step));
  if (central && !playing) marks.drawTrail(context, scene, central);
  marks.drawScaleLabels(context, scene);
  const framed = [chosen, central].filter((column) => column !== null);
  marks.drawTransitionLabels(context, scene, framed);
  if (chosen && chosen !== central) marks.drawFrame(context, scene, chosen, colours.strong);
  if (central) marks.drawFrame(context, scene, central, colours.ink);
  if (target && !playing) drawTarget(context, scene, target);
}
