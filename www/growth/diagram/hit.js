// What a point of the diagram shows: a strip, or an arc.
import { connectionOf, outputOf } from '../cuts/targets.js';
import { arcsOf, pointOn } from './arcs.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Target, Tool } from '../cuts/targets.js' */
/** @import { Origin } from '../structure.js' */
/** @import { Point } from './arcs.js' */
/** @import { Column, Layout } from './layout.js' */

/** How far from an arc a point may be, in pixels. */
const NEAR = 9;
const SAMPLES = 32;

/** @typedef {{ plan: Plan, layout: Layout, tool: Tool }} Place */

/** The column whose strips are at a point. @param {Layout} layout @param {Point} point */
export function columnAt({ columns, baseline, y: scale }, { x, y }) {
  const column = columns.find((one) => x >= one.x && x < one.x + one.body + one.gap);
  if (!column || column.folded || y > baseline) return null;
  const { layer } = column.step;
  const grown = x >= column.x + column.body && layer.kind === 'dense-layer' ? layer.outChannels : 0;
  return y >= baseline - scale(layer.inChannels + grown) ? column : null;
}

/** @param {Layout} layout @param {Column} column @param {number} y @returns {Origin} the one whose strip is there. */
function originAt({ baseline, y: scale }, { step }, y) {
  let above = 0;
  for (const origin of step.reads) {
    above += origin.channels;
    if (y >= baseline - scale(above)) return origin;
  }
  return step.makes;
}

/** What a strip of a column can be cut as. @param {Place} place @param {Column} column @param {Origin} origin */
const cutAt = ({ plan, tool }, { step }, origin) =>
  tool === 'output' || origin === step.makes ? outputOf(plan, origin.name) : connectionOf(plan, step, origin);

/**
 * What can be cut at a point; null: nothing.
 *
 * @param {Place} place @param {Point} point
 * @param {Column | null} central whose arcs are shown.
 * @returns {Target | null}
 */
export function hit(place, point, central) {
  const { layout } = place;
  const column = columnAt(layout, point);
  if (column) return cutAt(place, column, originAt(layout, column, point.y));
  const arc = central && nearestArc(layout, central, point);
  return arc && central ? cutAt(place, central, arc.origin) : null;
}

/** @param {Layout} layout @param {Column} central @param {Point} point */
function nearestArc(layout, central, { x, y }) {
  let nearest = null;
  let least = NEAR;
  for (const arc of arcsOf(layout, central)) {
    for (let sample = 0; sample <= SAMPLES; sample += 1) {
      const on = pointOn(arc, sample / SAMPLES);
      const distance = Math.hypot(on.x - x, on.y - y);
      if (distance < least) [nearest, least] = [arc, distance];
    }
  }
  return nearest;
}

/** The strips of a column that can be cut, from the bottom up. @param {Place} place @param {Column} column @returns {Target[]} */
export const targetsIn = (place, column) =>
  column.folded ? [] : column.step.reads.flatMap((origin) => cutAt(place, column, origin) ?? []);
