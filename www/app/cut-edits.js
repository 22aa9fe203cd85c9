// What cutting and restoring does to a list of cuts: no state, no network.
import { readerNamed, readersOf, readersOfMaker } from './connections.js';

/** @import { Cut, Plan } from 'densenet-web' */

/** The same for equal cuts. @param {Cut} cut */
export const cutKey = ({ layer, from, channel }) => [layer, from ?? '', channel ?? ''].join(' ');

/** @param {readonly Cut[]} a @param {readonly Cut[]} b */
export function sameCuts(a, b) {
  const keys = new Set(a.map(cutKey));
  return keys.size === new Set(b.map(cutKey)).size && b.every((cut) => keys.has(cutKey(cut)));
}

/** Those of `cuts` that are not in `others`. @param {readonly Cut[]} cuts @param {readonly Cut[]} others */
export function without(cuts, others) {
  const keys = new Set(others.map(cutKey));
  return cuts.filter((cut) => !keys.has(cutKey(cut)));
}

/** Every connection but those from a direct predecessor. @param {Plan} plan @returns {Cut[]} */
export const onlyPredecessor = (plan) =>
  readersOf(plan).flatMap(({ layer, sources }) => sources.slice(0, -1).map(({ from }) => ({ layer, from })));

/** @param {Plan} plan @param {readonly Cut[]} cuts */
export function isOnlyPredecessor(plan, cuts) {
  const chain = onlyPredecessor(plan);
  return chain.length > 0 && without(chain, cuts).length === 0;
}

/** @param {Plan} plan @param {readonly Cut[]} cuts */
export function toggleOnlyPredecessor(plan, cuts) {
  const chain = onlyPredecessor(plan);
  return isOnlyPredecessor(plan, cuts) ? without(cuts, chain) : [...without(cuts, chain), ...chain];
}

/**
 * How much of a connection is cut: all of it, some of its channels, or nothing.
 *
 * @typedef {'all' | ReadonlySet<number> | null} Extent
 */

/** The extents of all connections and outputs, for quick lookups while drawing. */
export class CutExtents {
  /** @type {Map<string, 'all' | Set<number>>} */
  #extents = new Map();

  /** @param {readonly Cut[]} cuts */
  constructor(cuts) {
    for (const { layer, from, channel } of cuts) {
      const key = cutKey({ layer, from });
      const extent = this.#extents.get(key) ?? new Set();
      if (extent !== 'all') this.#extents.set(key, channel === undefined ? 'all' : extent.add(channel));
    }
  }

  /** A layer's output, whoever reads it. @param {string} maker @returns {Extent} */
  output(maker) {
    return this.#extents.get(cutKey({ layer: maker })) ?? null;
  }

  /** A connection, also when its source's whole output is cut. @param {string} layer @param {{ from: string, maker: string }} source @returns {Extent} */
  connection(layer, { from, maker }) {
    const own = this.#extents.get(cutKey({ layer, from })) ?? null;
    const output = this.output(maker);
    if (own === 'all' || output === 'all') return 'all';
    return own && output ? new Set([...own, ...output]) : (own ?? output);
  }
}

/**
 * Cuts a connection, or restores it. One that a cut output silences is restored alone: its other readers stay cut.
 *
 * @param {Plan} plan @param {readonly Cut[]} cuts @param {string} layer @param {string} from
 */
export function toggleConnection(plan, cuts, layer, from) {
  const source = readerNamed(plan, layer)?.sources.find((one) => one.from === from);
  if (!source) return [...cuts];
  const others = cuts.filter((cut) => cut.layer !== layer || cut.from !== from);
  if (new CutExtents(cuts).connection(layer, source) !== 'all') return [...others, { layer, from }];
  const { maker } = source;
  if (new CutExtents(cuts).output(maker) !== 'all') return others;
  const readers = readersOfMaker(plan, maker).filter((reader) => reader.layer !== layer);
  const single = readers.map((reader) => ({ layer: reader.layer, from }));
  return [...without(withoutOutput(others, maker), single), ...single];
}

/** @param {readonly Cut[]} cuts @param {string} maker */
const withoutOutput = (cuts, maker) =>
  cuts.filter(({ layer, from }) => layer !== maker || from !== undefined);

/** Whether nobody reads what a layer made. @param {Plan} plan @param {readonly Cut[]} cuts @param {string} maker */
export function isOutputCut(plan, cuts, maker) {
  const extents = new CutExtents(cuts);
  const readers = readersOfMaker(plan, maker);
  return (
    readers.length > 0 &&
    readers.every(({ layer, sources }) =>
      sources.every((source) => source.maker !== maker || extents.connection(layer, source) === 'all'),
    )
  );
}

/** Cuts what a layer made for all its readers, or restores it for all. @param {Plan} plan @param {readonly Cut[]} cuts @param {string} maker */
export function toggleOutput(plan, cuts, maker) {
  const readers = new Map(
    readersOfMaker(plan, maker).map(({ layer, sources }) => [
      layer,
      sources.find((source) => source.maker === maker)?.from,
    ]),
  );
  const rest = withoutOutput(cuts, maker).filter(
    ({ layer, from }) => from === undefined || readers.get(layer) !== from,
  );
  return isOutputCut(plan, cuts, maker) ? rest : [...rest, { layer: maker }];
}

/** Cuts one channel of a layer's output, or restores it. @param {readonly Cut[]} cuts @param {string} layer @param {number} channel */
export function toggleChannel(cuts, layer, channel) {
  const rest = without(cuts, [{ layer, channel }]);
  return rest.length < cuts.length ? rest : [...rest, { layer, channel }];
}
