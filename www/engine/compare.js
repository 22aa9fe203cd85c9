// Runs the current picture on every engine, to compare their results and times.
import { text } from '../app/i18n.js';
import { findModel, loadOptions } from '../app/models.js';
import { loadPackage } from '../app/package.js';
import { store } from '../app/store.js';
import { explain } from '../app/errors.js';
import { runTask } from '../app/tasks.js';
import { COMPARED_RUNS, ENGINES } from './constants.js';
import { largestDifference } from './differences.js';

/** @import { Classification, DenseNet, EngineInfo, LoadOptions, Stats } from 'densenet-web' */
/** @import { Task } from '../app/tasks.js' */
/** @import { Difference } from './differences.js' */

/** @typedef {{ engine: EngineInfo, stats: Stats, classification: Classification }} Measured */

/**
 * One engine's part. `measured` is null if it can't run here; `error` then says why.
 *
 * @typedef {object} Side
 * @property {EngineInfo['kind']} kind
 * @property {Measured | null} measured
 * @property {string} error
 */

/**
 * One engine's network and its last result. `error` says why it can't continue.
 *
 * @typedef {{ kind: Side['kind'], network: DenseNet | null, classification: Classification | null, error: string }} Runner
 */

/**
 * @typedef {object} Comparison
 * @property {Side[]} sides
 * @property {string} picture its name.
 * @property {Difference | null} largest between any two engines; null if only one ran.
 */

/**
 * Loads a new network for each engine, even the current one, so that all have run equally often. They alternate, so
 * that other load on the machine affects all of them equally.
 *
 * @returns {Promise<Comparison | undefined>}
 */
export async function compareEngines() {
  const { network, networkId, picture } = store.state;
  const model = findModel(networkId ?? '');
  if (!network || !model || !picture) return undefined;
  return runTask('compare', text().shell.comparing, async (task) => {
    const options = { ...(await loadOptions(model)), cuts: network.cuts };
    /** @type {Runner[]} */
    const runners = [];
    try {
      for (const kind of ENGINES) runners.push(await load(kind, options, task));
      await takeTurns(runners, picture.blob, task);
      const sides = runners.map(sideOf);
      return {
        sides,
        picture: picture.name,
        largest: largestDifference(sides.flatMap(({ measured }) => measured?.classification ?? [])),
      };
    } finally {
      for (const { network } of runners) network?.dispose();
    }
  });
}

/** @param {Side['kind']} kind @param {LoadOptions} options @param {Task} task @returns {Promise<Runner>} */
async function load(kind, options, { signal, report }) {
  const onProgress = () => report(null, text().names.engines[kind]);
  try {
    const { DenseNet } = await loadPackage();
    const network = await DenseNet.load({ ...options, engine: kind, signal, onProgress });
    return { kind, network, classification: null, error: '' };
  } catch (error) {
    signal.throwIfAborted();
    return { kind, network: null, classification: null, error: explain(error).message };
  }
}

/** Runs the picture on the engines in turn, several times. Engines that fail are left out from then on. @param {readonly Runner[]} runners @param {Blob} blob @param {Task} task */
async function takeTurns(runners, blob, { signal, report }) {
  for (let run = 0; run <= COMPARED_RUNS; run += 1) {
    for (const runner of runners) {
      const { kind, network } = runner;
      if (!network || runner.error) continue;
      report(run / (COMPARED_RUNS + 1), text().names.engines[kind]);
      try {
        runner.classification = await network.classify(blob, { topK: network.labels.length, signal });
      } catch (error) {
        signal.throwIfAborted();
        runner.error = explain(error).message;
      }
    }
  }
}

/** @param {Runner} runner @returns {Side} */
function sideOf({ kind, network, classification, error }) {
  const measured =
    network && classification && !error
      ? { engine: network.engine, stats: network.stats, classification }
      : null;
  return { kind, measured, error };
}
