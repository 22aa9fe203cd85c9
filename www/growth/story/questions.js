// The story's questions: what is asked, what may be answered, and which error leads to each wrong answer. From the plan alone,
// but for the one about gradients, which are measured.

/** @import { Layer } from 'densenet-web' */
/** @import { Reader } from '../../app/connections.js' */
/** @import { DenseLayer, Transition } from '../../app/layers.js' */

/** @typedef {'growth' | 'reuse' | 'bottleneck' | 'transition' | 'gradients'} Topic */
/** @typedef {'self' | 'noInput' | 'onlyPrevious' | 'onlySkip' | 'onlyFirst' | 'onlySecond' | 'everything' | 'unpooled' | 'usualHalf' | 'otherLayer'} Mistake */
/** @typedef {{ value: number, mistake: Mistake | null }} Option `mistake`: null if it is right. */

/**
 * @typedef {object} Question
 * @property {Topic} topic
 * @property {Record<string, number>} facts the numbers of its text and of its explanation.
 * @property {readonly Option[]} options at least two, in ascending order.
 * @property {number} answer
 */

/**
 * @param {Topic} topic @param {Record<string, number>} facts @param {number} answer
 * @param {readonly (readonly [Mistake, number])[]} wrong what each error leads to; ignored where that is right by accident.
 * @returns {Question | null} null if there is nothing to choose from.
 */
function ask(topic, facts, answer, wrong) {
  /** @type {Map<number, Mistake | null>} */
  const options = new Map([[answer, null]]);
  for (const [mistake, value] of wrong) if (value > 0 && !options.has(value)) options.set(value, mistake);
  if (options.size < 2) return null;
  const sorted = [...options].toSorted(([a], [b]) => a - b);
  return { topic, facts, answer, options: sorted.map(([value, mistake]) => ({ value, mistake })) };
}

/** How many channels does it read? @param {DenseLayer} layer @param {number} first channels into its block. */
export function growthQuestion({ block, index, inChannels, outChannels: k }, first) {
  const facts = { block, index, first, k, reads: inChannels };
  return ask('growth', facts, inChannels, [
    ['self', inChannels + k],
    ['noInput', (index - 1) * k],
    ['onlyPrevious', k],
  ]);
}

/** How many layers' outputs does it read? @param {Reader} reader */
export function reuseQuestion({ block, index, sources }) {
  const count = sources.length;
  return ask('reuse', { block, index, count }, count, [
    ['onlyPrevious', 1],
    ['onlySkip', 2],
    ['noInput', count - 1],
    ['self', count + 1],
  ]);
}

/** How many weights does the bottleneck save? @param {DenseLayer} layer */
export function bottleneckQuestion({ block, index, inChannels: reads, outChannels: k, convolutions }) {
  if (!convolutions) return null;
  const { plain, bottleneckChannels: between, bottleneck } = convolutions;
  const facts = { block, index, reads, k, between, plain, bottleneck, saved: plain - bottleneck };
  return ask('bottleneck', facts, plain - bottleneck, [
    ['onlyFirst', plain - reads * between],
    ['onlySecond', plain - 9 * between * k],
  ]);
}

/**
 * How many values does it leave? Not how many channels, which the staircase says.
 *
 * @param {Transition} layer @param {Layer} before what it reads: the block's last layer. @param {number} theta
 */
export function transitionQuestion({ block, inChannels, outChannels, height, width }, before, theta) {
  const read = before.height * before.width;
  const left = height * width;
  const facts = { block, theta, reads: inChannels, kept: outChannels, height, width, side: before.height };
  const sums = { across: before.width, values: inChannels * read, answer: outChannels * left };
  return ask('transition', { ...facts, ...sums }, sums.answer, [
    ['unpooled', outChannels * read],
    ['everything', inChannels * left],
    ['usualHalf', Math.floor(inChannels / 2) * left],
  ]);
}

/**
 * Which of a block's first and last layers has the larger gradient at its output?
 *
 * @param {readonly DenseLayer[]} layers of a block. @param {(layer: string) => number | undefined} norm measured; undefined if it isn't known.
 */
export function gradientsQuestion(layers, norm) {
  const [one] = layers;
  const other = layers.at(-1);
  const [early, late] = [one && norm(one.name), other && norm(other.name)];
  if (!one || !other || early === undefined || late === undefined || early === late) return null;
  const [larger, smaller] = early > late ? [one, other] : [other, one];
  const facts = { block: one.block, one: one.index, other: other.index, larger: larger.index, early, late };
  return ask('gradients', facts, larger.index, [['otherLayer', smaller.index]]);
}
