// The layout for where the diagram is shown: in the window, on the full screen, to an audience, or on paper.
import { isPrinting } from '../../app/printing.js';
import { HEIGHTS } from '../constants.js';
import { fittingPitch, layOut } from './layout.js';

/** @import { StageController } from '../../components/stage-controller.js' */
/** @import { Room } from './layout.js' */

/** @param {StageController} stage @param {Room & { pitch: number | null }} options */
export function layOutOn(stage, { pitch, ...room }) {
  const { arcs, stack } = HEIGHTS.wide;
  // Paper can't be scrolled.
  const own = isPrinting() ? fittingPitch(room) : pitch;
  return layOut({ ...room, pitch: own, scale: stage.scale(arcs + stack) });
}
