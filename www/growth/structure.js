// Which layers produced the channels that a layer reads, from the plan alone.
import { isDenseLayer, isTransition } from '../app/layers.js';

/** @import { Layer, Plan } from 'densenet-web' */

/**
 * Channels that were produced together and keep their colour.
 *
 * @typedef {object} Origin
 * @property {'picture' | 'input' | 'layer' | 'output'} kind `input` is x0, a block's input.
 * @property {string | null} name of the layer that produced them; null for the image.
 * @property {number} block the block that they belong to.
 * @property {number} index 0 for a block's input, else the layer's position in the block.
 * @property {number} of the number of layers in the block.
 * @property {number} channels
 */

/**
 * A layer with its inputs and its output.
 *
 * @typedef {object} Step
 * @property {Layer} layer
 * @property {readonly Origin[]} reads its input channels, in order.
 * @property {Origin} makes
 */

/** @type {WeakMap<Plan, readonly Step[]>} */
const traced = new WeakMap();

/** Every layer of a plan, in order. @param {Plan} plan @returns {readonly Step[]} */
export function stepsOf(plan) {
  const known = traced.get(plan);
  if (known) return known;
  const steps = trace(plan);
  traced.set(plan, steps);
  return steps;
}

/** @param {Plan} plan */
function trace(plan) {
  const sizes = plan.config.block_config;
  /** @type {Origin[]} */
  let held = [
    { kind: 'picture', name: null, block: 0, index: 0, of: 0, channels: plan.layers[0].inChannels },
  ];
  return plan.layers.map((layer) => {
    const reads = held;
    const makes = origin(layer, sizes);
    if (isDenseLayer(layer)) held = [...held, makes];
    // Normalisation does not mix channels, so each keeps its origin.
    else if (layer.kind !== 'final-norm') held = [makes];
    return { layer, reads, makes };
  });
}

/** @param {Layer} layer @param {readonly number[]} sizes @returns {Origin} */
function origin(layer, sizes) {
  const { kind, name, outChannels: channels } = layer;
  const of = (/** @type {number} */ number) => sizes[number - 1];
  if (isDenseLayer(layer)) {
    const { block, index } = layer;
    return { kind: 'layer', name, block, index, of: of(block), channels };
  }
  if (kind === 'final-norm' || kind === 'classifier')
    return { kind: 'output', name, block: sizes.length, index: 0, of: 0, channels };
  const next = isTransition(layer) ? layer.block + 1 : 1;
  return { kind: 'input', name, block: next, index: 0, of: of(next), channels };
}

/** @param {Plan} plan @param {string | null} name */
export const stepNamed = (plan, name) => stepsOf(plan).find(({ layer }) => layer.name === name) ?? null;

/** The layer to show before one is selected: one with some features before it, and with a transition on both sides of its block. @param {Plan} plan */
export function firstChoice(plan) {
  const steps = stepsOf(plan);
  const blocks = plan.config.block_config.length;
  const dense = steps.filter(({ layer }) => isDenseLayer(layer) && layer.block === Math.min(2, blocks));
  return dense[Math.min(3, dense.length - 1)] ?? steps[0] ?? null;
}

/** The layers whose maps a layer reads. @param {Plan} plan @param {Step} step @returns {readonly Origin[]} */
export function feedsOf(plan, step) {
  if (step.layer.kind !== 'classifier') return step.reads.filter(({ name }) => name !== null);
  const before = stepsOf(plan)[stepsOf(plan).indexOf(step) - 1];
  return before ? [before.makes] : [];
}

/** The widest point of the network, in channels. @param {Plan} plan */
export const maxChannels = (plan) =>
  Math.max(...plan.layers.map(({ inChannels: read, outChannels: made }) => Math.max(read, made)));
