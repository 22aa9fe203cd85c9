/** @import { Cut } from '../../index.js' */
import { checkInteger, isObject, wrongType } from './check.js';
import { createError } from './errors.js';
import { suggest } from './suggest.js';

const FIELDS = ['layer', 'from', 'channel'];

/** Copies cuts; whether there is such a layer is the network's to say. @param {unknown} cuts one, or a list @returns {Cut[]} */
export const toCuts = (cuts) => (Array.isArray(cuts) ? Array.from(cuts) : [cuts]).map(toCut);

/** @param {any} cut @returns {Cut} */
function toCut(cut) {
  if (!isObject(cut)) throw wrongType('cut');
  const unknown = Object.keys(cut).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) {
    throw createError({ problem: 'unknown-option', option: unknown, suggestion: suggest(unknown, FIELDS) });
  }
  const { layer, from, channel } = /** @type {any} */ (cut);
  if (typeof layer !== 'string') throw wrongType('layer');
  if (from !== undefined && typeof from !== 'string') throw wrongType('from');
  if (channel !== undefined) checkInteger('channel', channel, 0, 2 ** 32 - 1);
  return { layer, ...(from === undefined ? {} : { from }), ...(channel === undefined ? {} : { channel }) };
}

/** Nobody can change a network's cuts but the network. @template {{ cuts: readonly Cut[] }} N @param {N} network @returns {N} */
export const withFrozenCuts = (network) => ({
  ...network,
  cuts: Object.freeze(network.cuts.map((cut) => Object.freeze(cut))),
});
