// The layout for where the diagram is shown: in the window, on the full screen, to an audience, or on paper.
import { isPrinting } from '../../app/printing.js';
import { clamp } from '../../app/clamp.js';
import { HEIGHTS, WIDE, WINDOW } from '../constants.js';
import { fittingPitch, layOut } from './layout.js';

/** @import { StageController } from '../../components/stage-controller.js' */
/** @import { Room } from './layout.js' */

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
