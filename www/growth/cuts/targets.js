// What can be cut at a layer: the connections by which it reads, and its output.
import { readerNamed, readersOfMaker, sourceOfMaker } from '../../app/connections.js';

/** @import { Plan } from 'densenet-web' */
/** @import { CutExtents, Extent } from '../../app/cut-edits.js' */
/** @import { Origin, Step } from '../structure.js' */

/**
 * A connection, or a layer's output.
 *
 * @typedef {object} Target
 * @property {string | null} reader the layer that reads, as cuts name it; null: an output, with all its readers.
 * @property {string} from the source as cuts name it.
 * @property {string} maker the name of the layer that made the channels.
 * @property {number} channels
 */

/** @typedef {'select' | 'connection' | 'output'} Tool */

/** @type {readonly Tool[]} */
export const TOOLS = ['select', 'connection', 'output'];

/** The connection by which a layer reads an origin; null if it can't be cut. @param {Plan} plan @param {Step} step @param {Origin} origin @returns {Target | null} */
export function connectionOf(plan, { layer }, origin) {
  const reader = readerNamed(plan, layer.name);
  const source = reader?.sources.find(({ maker }) => maker === origin.name);
  return reader && source ? { reader: reader.layer, ...source } : null;
}

/** A layer's output; null if no layer of a block reads it. @param {Plan} plan @param {string | null} maker @returns {Target | null} */
export function outputOf(plan, maker) {
  const source = maker === null ? undefined : sourceOfMaker(plan, maker);
  return source ? { reader: null, ...source } : null;
}

/** @param {Target | null} a @param {Target | null} b */
export const sameTarget = (a, b) => a?.reader === b?.reader && a?.maker === b?.maker;

/** @param {Plan} plan @param {CutExtents} extents @param {Target} target @returns {Extent} */
export function extentOf(plan, extents, target) {
  if (target.reader !== null) return extents.connection(target.reader, target);
  const each = readersOfMaker(plan, target.maker).map(({ layer }) => extents.connection(layer, target));
  return each.every((extent) => extent === 'all') ? 'all' : extents.output(target.maker);
}
