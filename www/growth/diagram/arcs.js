// Where the arcs run that show what a layer reads.

/** @import { Origin, Step } from '../structure.js' */
/** @import { Column, Layout } from './layout.js' */

/** @typedef {{ x: number, y: number }} Point */
/** A Bézier curve whose two control points are `peak` high, above its ends. @typedef {{ origin: Origin, at: number, from: Point, to: Point, peak: number }} Arc */

const READERS = ['dense-layer', 'transition', 'final-norm'];

/** One arc per source. @param {Layout} layout @param {Column} column @returns {Arc[]} */
export function arcsOf(layout, { step, x, body, folded }) {
  if (!READERS.includes(step.layer.kind) || folded) return [];
  const to = { x: x + body / 2, y: layout.baseline - layout.y(step.layer.inChannels) - 20 };
  const starts = step.reads.map(({ name }) => startOf(layout, name, step));
  const reach = Math.max(...starts.map((from) => to.x - from.x), 1);
  const rise = layout.arcs * Math.min(1, reach / (5 * layout.pitch));
  return step.reads.flatMap((origin, at) => {
    if (origin.kind === 'picture') return [];
    const from = starts[at];
    const peak = Math.max(4, to.y - 8 - rise * Math.sqrt(Math.max(0, to.x - from.x) / reach));
    return [{ origin, at, from, to, peak }];
  });
}

/** Where a source's features first appear. @param {Layout} layout @param {string | null} name @param {Step} reader @returns {Point} */
function startOf(layout, name, reader) {
  const maker = layout.columns.find(({ step }) => step.layer.name === name);
  const first = layout.columns.find(({ step }) => step.reads.some((origin) => origin.name === name));
  if (!maker || !first || first.step === reader) {
    const own = layout.columns.find(({ step }) => step === reader);
    const x = maker ? maker.x + maker.body + maker.gap : 0;
    return { x: Math.min(x, own?.x ?? x) - 2, y: layout.baseline - layout.y(reader.layer.inChannels) };
  }
  return { x: first.x, y: layout.baseline - layout.y(first.step.layer.inChannels) };
}

/** A point of an arc. @param {Arc} arc @param {number} t from 0 to 1 @returns {Point} */
export function pointOn({ from, to, peak }, t) {
  const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
  return { x: (a + b) * from.x + (c + d) * to.x, y: a * from.y + (b + c) * peak + d * to.y };
}
