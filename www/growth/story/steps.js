// The steps of the guided story: what each one selects, cuts, plays and asks in a given network.
import { readersOf } from '../../app/connections.js';
import { denseLayers, isTransition } from '../../app/layers.js';
import { firstChoice } from '../structure.js';
import {
  bottleneckQuestion,
  gradientsQuestion,
  growthQuestion,
  reuseQuestion,
  transitionQuestion,
} from './questions.js';

/** @import { Layer, Plan } from 'densenet-web' */
/** @import { Reader } from '../../app/connections.js' */
/** @import { DenseLayer } from '../../app/layers.js' */
/** @import { Direction } from '../diagram/player.js' */
/** @import { Question } from './questions.js' */

/** @typedef {'wirings' | 'stem' | 'growth' | 'reuse' | 'bottleneck' | 'transition' | 'gradients' | 'price'} StepId */
/** @typedef {'noBlock' | 'noBottleneck' | 'neverSaves' | 'noTransition' | 'noClassifier' | 'oneLayer'} Missing */
/** @typedef {(layer: string) => number | undefined} Norm the measured gradient at a layer's output. */

/**
 * What a step shows of a network.
 *
 * @typedef {object} Situation
 * @property {string | null} layer selected at first.
 * @property {string | null} answered selected once the question has been answered, so that nothing gives the answer away.
 * @property {{ reader: Reader, from: string } | null} cut the connection that the step's button cuts.
 * @property {Direction | null} plays
 * @property {Question | null} question
 * @property {Missing | null} missing why the network has nothing of what the step is about.
 * @property {Record<string, number>} facts the numbers of its text.
 */

/** @typedef {{ id: StepId, of: (plan: Plan, norm: Norm) => Situation }} StoryStep */

/** Which layer of the block the question about growth is about. */
const ASKED = 5;

/** @param {Partial<Situation>} own @returns {Situation} */
const situation = ({ layer = null, ...own }) => ({
  layer,
  answered: layer,
  cut: null,
  plays: null,
  question: null,
  missing: null,
  facts: {},
  ...own,
});

/** @param {Plan} plan */
const usual = (plan) => firstChoice(plan)?.layer.name ?? null;

/** @param {Plan} plan @param {Layer} layer @returns {Layer} */
const before = ({ layers }, layer) => layers[Math.max(0, layers.indexOf(layer) - 1)];

/** The dense layers of each block. @param {Plan} plan @returns {DenseLayer[][]} */
const blocksOf = (plan) => [...Map.groupBy(denseLayers(plan), ({ block }) => block).values()];

/** @param {Plan} plan @returns {Situation} */
function wirings(plan) {
  return situation({ layer: usual(plan) });
}

/** @param {Plan} plan @returns {Situation} */
function stem({ layers: [layer] }) {
  const { name, inChannels: reads, outChannels: makes } = layer;
  return situation({ layer: name, facts: { reads, makes } });
}

/** The fifth layer of the first block that has several; or the last there is before. @param {Plan} plan @returns {Situation} */
function growth(plan) {
  const blocks = blocksOf(plan);
  const block = blocks.find(({ length }) => length > 1) ?? blocks[0];
  const asked = block?.[Math.min(ASKED, block.length) - 1];
  if (!asked) return situation({ layer: usual(plan), missing: 'noBlock' });
  return situation({
    layer: before(plan, asked).name,
    answered: asked.name,
    question: growthQuestion(asked, block[0].inChannels),
  });
}

/** The middle reader of block 2 or, if there is none, of block 1: it and its block's input. @param {Plan} plan @returns {Situation} */
function reuse(plan) {
  const several = readersOf(plan).filter(({ sources }) => sources.length > 1);
  const second = several.filter(({ block }) => block === 2);
  const own = second.length > 0 ? second : several;
  const reader = own[Math.floor((own.length - 1) / 2)];
  if (!reader) return situation({ layer: usual(plan), missing: 'noBlock' });
  const [{ from }] = reader.sources;
  return situation({ layer: reader.layer, cut: { reader, from }, question: reuseQuestion(reader) });
}

/** The layer for which the bottleneck saves most. @param {Plan} plan @returns {Situation} */
function bottleneck(plan) {
  const saved = (/** @type {DenseLayer} */ { convolutions }) =>
    convolutions ? convolutions.plain - convolutions.bottleneck : 0;
  const [best] = denseLayers(plan).toSorted((a, b) => saved(b) - saved(a));
  const layer = best?.name ?? usual(plan);
  if (!best) return situation({ layer, missing: 'noBlock' });
  if (plan.config.bn_size === null) return situation({ layer, missing: 'noBottleneck' });
  if (saved(best) <= 0) return situation({ layer, missing: 'neverSaves' });
  return situation({ layer, question: bottleneckQuestion(best) });
}

/** @param {Plan} plan @returns {Situation} */
function transition(plan) {
  const found = plan.layers.find(isTransition);
  if (!found) return situation({ layer: usual(plan), missing: 'noTransition' });
  const last = before(plan, found);
  const question = transitionQuestion(found, last, plan.config.compression_rate);
  return situation({ layer: last.name, answered: found.name, question });
}

/** The last block that has several layers, backward. @param {Plan} plan @param {Norm} norm @returns {Situation} */
function gradients(plan, norm) {
  const layer = usual(plan);
  if (plan.config.num_classes === 0) return situation({ layer, missing: 'noClassifier' });
  const block = blocksOf(plan).findLast(({ length }) => length > 1);
  if (!block) return situation({ layer, plays: 'backward', missing: 'oneLayer' });
  return situation({ layer: block[0].name, plays: 'backward', question: gradientsQuestion(block, norm) });
}

/** @param {Plan} plan @returns {Situation} */
function price(plan) {
  const last = denseLayers(plan).at(-1);
  if (!last) return situation({ layer: usual(plan), missing: 'noBlock' });
  const { width } = plan.counterparts.stages[last.block - 1];
  const { inChannels: reads, outChannels: k } = last;
  const { concatenatedBytes, zeroCopyBytes } = plan.memory;
  const sums = { width, residual: width * width, reads, k, dense: reads * k };
  return situation({ layer: last.name, facts: { ...sums, concatenatedBytes, zeroCopyBytes } });
}

/** @type {readonly StoryStep[]} */
export const STORY = [
  { id: 'wirings', of: wirings },
  { id: 'stem', of: stem },
  { id: 'growth', of: growth },
  { id: 'reuse', of: reuse },
  { id: 'bottleneck', of: bottleneck },
  { id: 'transition', of: transition },
  { id: 'gradients', of: gradients },
  { id: 'price', of: price },
];

/** Its place in the story, from 0, also if an address names one that doesn't exist. @param {number} number from 1. */
export const placeOf = (number) => Math.min(number, STORY.length) - 1;
