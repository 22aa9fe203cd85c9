// The current picture on every engine: how far do they agree, and what does each take?
import { text } from '../app/i18n.js';
import { findModel, loadOptions } from '../app/models.js';
import { loadPackage } from '../app/package.js';
import { store } from '../app/store.js';
import { explain, runTask } from '../app/tasks.js';
import { COMPARED_RUNS, ENGINES } from './constants.js';

/** @import { Classification, DenseNet, EngineInfo, LoadOptions, Stats } from 'densenet-web' */
/** @import { Task } from '../app/tasks.js' */

/** @typedef {{ engine: EngineInfo, stats: Stats, classification: Classification }} Measured */

/**
 * One engine's part. `measured` is null where it can't run here, and then `error` says why.
 *
 * @typedef {object} Side
 * @property {EngineInfo['kind']} kind
 * @property {Measured | null} measured
 * @property {string} error
 */

/**
 * @typedef {object} Comparison
 * @property {Side[]} sides
 * @property {string} picture its name.
 * @property {Difference | null} largest between any two engines; null if only one ran.
 */

/**
 * @typedef {object} Difference
 * @property {number} difference of a probability.
 * @property {string} label the class where it is.
 */

/** @returns {Promise<Comparison | undefined>} */
export async function compareEngines() {
  const { network, networkId, picture } = store.state;
  const model = findModel(networkId ?? '');
  if (!network || !model || !picture) return undefined;
  return runTask('compare', text().shell.comparing, async (task) => {
    const options = await loadOptions(model);
    /** @type {Side[]} */
    const sides = [];
    for (const kind of ENGINES) {
      const isHere = kind === network.engine.kind;
      const run = isHere
        ? measure(network, picture.blob, task)
        : measureOther({ ...options, engine: kind }, picture.blob, task);
      sides.push(
        await run
          .then((measured) => ({ kind, measured, error: '' }))
          .catch((error) => failed(kind, error, task)),
      );
    }
    return { sides, picture: picture.name, largest: largestOfAll(sides) };
  });
}

/** @param {Side['kind']} kind @param {unknown} error @param {Task} task @returns {Side} */
function failed(kind, error, { signal }) {
  signal.throwIfAborted();
  return { kind, measured: null, error: explain(error).message };
}

/** @param {LoadOptions} options @param {Blob} blob @param {Task} task @returns {Promise<Measured>} */
async function measureOther(options, blob, task) {
  const { DenseNet } = await loadPackage();
  const { signal, report } = task;
  const name = text().shell.engine[options.engine ?? 'auto'];
  const onProgress = () => report(null, name);
  const network = await DenseNet.load({ ...options, signal, onProgress });
  try {
    return await measure(network, blob, task);
  } finally {
    network.dispose();
  }
}

/** @param {DenseNet} network @param {Blob} blob @param {Task} task @returns {Promise<Measured>} */
async function measure(network, blob, { signal, report }) {
  report(null, text().shell.engine[network.engine.kind]);
  let classification;
  do {
    classification = await network.classify(blob, { topK: network.labels.length, signal });
  } while (network.stats.runs <= COMPARED_RUNS);
  return { engine: network.engine, stats: network.stats, classification };
}

/** @param {readonly Side[]} sides @returns {Difference | null} */
function largestOfAll(sides) {
  const all = sides.flatMap(({ measured }) => measured?.classification ?? []);
  const pairs = all.flatMap((one, index) =>
    all.slice(index + 1).map((other) => largestDifference(one, other)),
  );
  return pairs.sort((a, b) => b.difference - a.difference)[0] ?? null;
}

/** @param {Classification} one @param {Classification} other @returns {Difference} */
export function largestDifference(one, other) {
  const probabilities = new Map(other.predictions.map(({ index, probability }) => [index, probability]));
  let largest = { difference: 0, label: one.predictions[0]?.label ?? '' };
  for (const { index, label, probability } of one.predictions) {
    const difference = Math.abs(probability - (probabilities.get(index) ?? 0));
    if (difference > largest.difference) largest = { difference, label };
  }
  return largest;
}
