// The layout for where the diagram is shown: in the window, on the full screen, to an audience, or on paper.
import { isPrinting } from '../../app/printing.js';
import { html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { clamp } from '../../app/clamp.js';
import { HEIGHTS, WIDE, WINDOW } from '../constants.js';
import { fittingPitch, layOut } from './layout.js';

/** @import { StageController } from '../../components/stage-controller.js' */
/** @import { Plan } from 'densenet-web' */
/** @import { Room } from './layout.js' */

/** What is next to the diagram in the window, in pixels, and the labels below it. */
const AROUND = { narrow: 66, wide: 314, labels: 46 };

/** @param {StageController} stage @param {Room & { pitch: number | null }} options */
export function layOutOn(stage, { pitch, ...room }) {
  const { arcs, stack } = HEIGHTS.wide;
  // Paper can't be scrolled.
  const own = isPrinting() ? fittingPitch(room) : pitch;
  const usual = arcs + stack;
  const enlarged = stage.scale(usual);
  // So that what is read together can be seen together.
  const fits =
    room.width < WIDE || isPrinting() ? 1 : clamp((innerHeight - WINDOW.rest) / usual, WINDOW.least, 1);
  return layOut({ ...room, pitch: own, scale: enlarged > 1 ? enlarged : fits });
}

/** As high as the diagram will be once its width is known, so that nothing below it moves. @param {StageController} stage @param {{ plan: Plan | null, pitch: number | null, folded: ReadonlySet<number> }} diagram */
export function reservedRoom(stage, { plan, pitch, folded }) {
  if (!plan) return nothing;
  const width = innerWidth - (innerWidth < WIDE ? AROUND.narrow : AROUND.wide);
  const { height } = layOutOn(stage, { plan, pitch, folded, width });
  return html`<div style=${styleMap({ height: `${height + AROUND.labels}px` })}></div>`;
}
