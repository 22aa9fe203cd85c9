// The connections of a network's dense blocks: who reads the features of a block, and who made them.
import { isDenseLayer, isTransition } from './layers.js';

/** @import { Plan } from 'densenet-web' */

/**
 * Channels of a block that were made together.
 *
 * @typedef {object} Source
 * @property {string} from its name in a cut: `input`, or a dense layer's.
 * @property {string} maker the name of the layer that made them; for `input`, that of the layer before the block.
 * @property {number} channels
 */

/**
 * What reads a block's features: a dense layer, a transition, or the end of the network.
 *
 * @typedef {object} Reader
 * @property {string} layer its name in a cut.
 * @property {number} block from 1.
 * @property {number} index the layer's position in the block; one more than the last layer's for what reads all of it.
 * @property {readonly Source[]} sources in the order of the channels; the last one is its direct predecessor.
 */

/** @type {WeakMap<Plan, readonly Reader[]>} */
const known = new WeakMap();

/** All readers, in order. @param {Plan} plan @returns {readonly Reader[]} */
export function readersOf(plan) {
  let readers = known.get(plan);
  if (!readers) known.set(plan, (readers = list(plan)));
  return readers;
}

/** @param {Plan} plan @returns {Reader[]} */
function list({ layers }) {
  /** @type {Reader[]} */
  const readers = [];
  /** @type {Source[]} */
  let held = [];
  let block = 1;
  for (const layer of layers) {
    const { name: maker, outChannels: channels } = layer;
    const input = { from: 'input', maker, channels };
    if (isDenseLayer(layer)) {
      readers.push({ layer: maker, block, index: layer.index, sources: held });
      held = [...held, { from: maker, maker, channels }];
    } else if (isTransition(layer)) {
      readers.push({ layer: maker, block, index: held.length, sources: held });
      held = [input];
      block += 1;
    } else if (layer.kind === 'final-norm') {
      const end = layers.find(({ kind }) => kind === 'classifier') ?? layer;
      readers.push({ layer: end.name, block, index: held.length, sources: held });
    } else if (layer.kind !== 'classifier') held = [input];
  }
  return readers;
}

/** A reader by its name; the final norm and the classifier are the same one. @param {Plan} plan @param {string} layer */
export function readerNamed(plan, layer) {
  const norm = plan.layers.find(({ kind }) => kind === 'final-norm');
  const readers = readersOf(plan);
  return (
    readers.find((reader) => reader.layer === layer) ?? (layer === norm?.name ? readers.at(-1) : undefined)
  );
}

/** Those that read what a layer made. @param {Plan} plan @param {string} maker */
export const readersOfMaker = (plan, maker) =>
  readersOf(plan).filter(({ sources }) => sources.some((source) => source.maker === maker));

/** @param {Plan} plan @param {string} maker @returns {Source | undefined} */
export const sourceOfMaker = (plan, maker) =>
  readersOfMaker(plan, maker)[0]?.sources.find((source) => source.maker === maker);
