// Cuts as a short text for the address, in items that are separated by spaces. `1.3` is layer 3 of block 1, `1.0` the
// block's input, and `1.end` the transition or classifier that reads all of the block:
//
//     1.3          nobody reads what layer 3 made
//     1.3*0_4.7    nor channels 0 to 4 and 7 of it
//     1.3-0.2      layer 3 does not read the block's input nor layer 2
//     1.3-2*7      layer 3 does not read channel 7 of layer 2
//     chain        every layer reads only its predecessor
import { readersOf } from './connections.js';
import { cutKey, isOnlyPredecessor, onlyPredecessor, without } from './cut-edits.js';

/** @import { Cut, Plan } from 'densenet-web' */
/** @import { Source } from './connections.js' */

const CHAIN = 'chain';
const ITEM = /^(\d+)\.(\d+|end)(?:-([\d._]+))?(?:\*([\d._]+))?$/;

/** A block's readers and what it holds at its end. @typedef {{ readers: readonly string[], makers: readonly Source[] }} Block */

/** @param {Plan} plan @returns {Map<number, Block>} */
function blocksOf(plan) {
  const readers = Map.groupBy(readersOf(plan), ({ block }) => block);
  return new Map(
    [...readers].map(([block, own]) => [
      block,
      { readers: own.map(({ layer }) => layer), makers: own.at(-1)?.sources ?? [] },
    ]),
  );
}

/** 0, 1, 2, 5 → 0_2.5 @param {readonly number[]} numbers */
function listed(numbers) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const number of [...new Set(numbers)].toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}_${last}`)).join('.');
}

/** The reverse, without numbers that are not below `count`. @param {string} text @param {number} count */
function numbersIn(text, count) {
  return text.split('.').flatMap((run) => {
    const [first, last = first] = run.split('_').map((part) => (part === '' ? NaN : Number(part)));
    const length = Math.min(last, count - 1) - first + 1;
    return length > 0 ? Array.from({ length }, (_, at) => first + at) : [];
  });
}

/** What a reader no longer reads: whole sources, and channels of others. @param {string} prefix @param {readonly (Cut & { at: number })[]} cuts */
function* items(prefix, cuts) {
  const whole = cuts.filter(({ channel }) => channel === undefined).map(({ at }) => at);
  if (whole.length > 0) yield `${prefix}${listed(whole)}`;
  const parts = Map.groupBy(
    cuts.filter(({ channel }) => channel !== undefined),
    ({ at }) => at,
  );
  for (const [at, own] of parts)
    yield `${prefix}${at}*${listed(own.map(({ channel }) => /** @type {number} */ (channel)))}`;
}

/** @param {Plan} plan @param {readonly Cut[]} cuts @returns {string} */
export function encode(plan, cuts) {
  const chain = isOnlyPredecessor(plan, cuts);
  const rest = chain ? without(cuts, onlyPredecessor(plan)) : cuts;
  /** @type {string[]} */
  const parts = chain ? [CHAIN] : [];
  for (const [block, { readers, makers }] of blocksOf(plan)) {
    for (const [at, { maker }] of makers.entries()) {
      const own = rest.filter(({ layer, from }) => layer === maker && from === undefined);
      if (own.some(({ channel }) => channel === undefined)) parts.push(`${block}.${at}`);
      const channels = own.flatMap(({ channel }) => channel ?? []);
      if (channels.length > 0) parts.push(`${block}.${at}*${listed(channels)}`);
    }
    for (const [index, reader] of readers.entries()) {
      const name = index === readers.length - 1 ? 'end' : index + 1;
      const own = rest
        .filter(({ layer, from }) => layer === reader && from !== undefined)
        .map((cut) => ({ ...cut, at: makers.findIndex(({ from }) => from === cut.from) }));
      parts.push(...items(`${block}.${name}-`, own));
    }
  }
  return parts.join(' ');
}

/** What of a text the network has; anything else is ignored. @param {Plan} plan @param {string} text @returns {Cut[]} */
export function decode(plan, text) {
  if (text === '') return [];
  const blocks = blocksOf(plan);
  const cuts = text
    .split(' ')
    .flatMap((item) => (item === CHAIN ? onlyPredecessor(plan) : decodeItem(blocks, item)));
  return [...new Map(cuts.map((cut) => [cutKey(cut), cut])).values()];
}

/** @param {Map<number, Block>} blocks @param {string} item @returns {Cut[]} */
function decodeItem(blocks, item) {
  const [, number, name, sources, channels] = ITEM.exec(item) ?? [];
  const block = blocks.get(Number(number));
  if (!block) return [];
  const { readers, makers } = block;
  /** One cut, or one per channel. @param {Cut} cut @param {number} count @returns {Cut[]} */
  const each = (cut, count) =>
    channels === undefined ? [cut] : numbersIn(channels, count).map((channel) => ({ ...cut, channel }));
  if (sources === undefined) {
    const source = makers[Number(name)];
    return source ? each({ layer: source.maker }, source.channels) : [];
  }
  const at = name === 'end' ? readers.length - 1 : Number(name) - 1;
  const layer = readers[at];
  if (layer === undefined) return [];
  return numbersIn(sources, at + 1).flatMap((from) =>
    each({ layer, from: makers[from].from }, makers[from].channels),
  );
}
