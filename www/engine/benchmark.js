// Runs the current picture on several engines, to compare their times and results.
import { explain } from '../app/errors.js';
import { text } from '../app/i18n.js';
import { configure, isAssumed } from '../app/intake.js';
import { configurationOf, findModel, loadOptions } from '../app/models.js';
import { networkTitle } from '../app/names.js';
import { loadPackage } from '../app/package.js';
import { randomNetwork } from '../app/random-model.js';
import { store } from '../app/store.js';
import { runTask } from '../app/tasks.js';
import { engineReason } from '../components/engine-reason.js';
import { TURN_RUNS, TURN_TIME, TURNS } from './constants.js';
import { largestDifference } from './differences.js';
import { describeMachine } from './machine.js';
import { spreadOf } from './spread.js';

/** @import { Classification, DenseNet, EngineInfo } from 'densenet-web' */
/** @import { Model } from '../app/models.js' */
/** @import { Task } from '../app/tasks.js' */
/** @import { Difference } from './differences.js' */
/** @import { Machine } from './machine.js' */
/** @import { Spread } from './spread.js' */

/** @typedef {{ engine: EngineInfo, load: number, firstRun: number | null, warm: Spread, classification: Classification }} Measured times in milliseconds. */

/**
 * One engine's part. `measured` is null if it can't run here; `error` then says why.
 *
 * @typedef {object} Side
 * @property {EngineInfo['kind']} kind
 * @property {Measured | null} measured
 * @property {string} error
 */

/**
 * One engine's network, the times of its warm passes, and its last result. `error` says why it can't continue.
 *
 * @typedef {{ kind: Side['kind'], network: DenseNet | null, times: number[], classification: Classification | null, error: string }} Runner
 */

/**
 * @typedef {object} Benchmark
 * @property {Side[]} sides
 * @property {DenseNet['plan']} plan
 * @property {string} architecture
 * @property {string} title the network's, for people.
 * @property {number} cuts how many.
 * @property {string} picture its name.
 * @property {Difference | null} largest between any two engines; null if there are no two with the same weights.
 * @property {boolean} isRandom whether each engine drew its own random weights.
 * @property {Machine} machine
 */

/**
 * Loads a new network for each engine, even the current one, so that all have run equally often and the visitor's own
 * keeps its result. They take turns, so that other load on the machine affects all of them equally; within a turn an
 * engine's passes follow each other, because a processor that was idle is slow at first.
 *
 * @param {readonly EngineInfo['kind'][]} kinds
 * @returns {Promise<Benchmark | undefined>}
 */
export async function runBenchmark(kinds) {
  const { network, networkId, picture } = store.state;
  const model = findModel(networkId ?? '');
  if (!network || !model || !picture) return undefined;
  const { architecture, plan, cuts } = network;
  return runTask('benchmark', text().shell.benchmarking, async (task) => {
    /** @type {Runner[]} */
    const runners = [];
    try {
      for (const kind of kinds) runners.push(await load(kind, { model, cuts }, task));
      const report = (/** @type {number} */ part, /** @type {Runner} */ { kind }) =>
        task.report(part / (TURNS * runners.length), text().names.engines[kind]);
      for (const runner of runners) {
        report(0, runner);
        await pass(runner, picture.blob, task);
      }
      for (let turn = 0; turn < TURNS; turn += 1) {
        for (const [index, runner] of runners.entries()) {
          report(turn * runners.length + index, runner);
          await takeTurn(runner, picture.blob, task);
        }
      }
      const sides = runners.map(sideOf);
      const isRandom = randomNetwork(model.id) !== null;
      const comparable = isRandom ? [] : sides.flatMap(({ measured }) => measured?.classification ?? []);
      const largest = largestDifference(comparable);
      const machine = await describeMachine();
      const title = networkTitle(model.name || architecture, isAssumed(network));
      const of = { title, plan, architecture, cuts: cuts.length, picture: picture.name };
      return { ...of, sides, largest, isRandom, machine };
    } finally {
      for (const { network } of runners) network?.dispose();
    }
  });
}

/** @param {Side['kind']} kind @param {{ model: Model, cuts: DenseNet['cuts'] }} what @param {Task} task @returns {Promise<Runner>} */
async function load(kind, { model, cuts }, { signal, report }) {
  const onProgress = () => report(null, text().names.engines[kind]);
  const runner = { kind, network: null, times: [], classification: null, error: '' };
  try {
    const [{ DenseNet }, options] = await Promise.all([loadPackage(), loadOptions(model)]);
    const network = await DenseNet.load({ ...options, cuts, engine: kind, signal, onProgress });
    const configuration = configurationOf(model.id);
    if (configuration) await configure(network, configuration);
    return { ...runner, network };
  } catch (error) {
    signal.throwIfAborted();
    return { ...runner, error: explain(error).message };
  }
}

/** One pass. Engines that fail are left out from then on. @param {Runner} runner @param {Blob} blob @param {Task} task @returns {Promise<number | null>} how long the network took; null if it failed. */
async function pass(runner, blob, { signal }) {
  const { network, kind } = runner;
  if (!network || runner.error) return null;
  try {
    runner.classification = await network.classify(blob, { topK: network.labels.length, signal });
    // A GPU that fails is replaced by the CPU, whose time this then is.
    if (network.engine.kind !== kind) runner.error = engineReason(network.engine);
  } catch (error) {
    signal.throwIfAborted();
    runner.error = explain(error).message;
  }
  return runner.error ? null : (runner.classification?.timings.run ?? null);
}

/** Several passes after one that warms up. @param {Runner} runner @param {Blob} blob @param {Task} task */
async function takeTurn(runner, blob, task) {
  await pass(runner, blob, task);
  const start = performance.now();
  for (let run = 0; run < TURN_RUNS && (run === 0 || performance.now() - start < TURN_TIME); run += 1) {
    const time = await pass(runner, blob, task);
    if (time === null) return;
    runner.times.push(time);
  }
}

/** @param {Runner} runner @returns {Side} */
function sideOf({ kind, network, times, classification, error }) {
  if (!network || !classification || error) return { kind, measured: null, error };
  const { engine, stats } = network;
  const { load, firstRun } = stats;
  return { kind, measured: { engine, load, firstRun, warm: spreadOf(times), classification }, error };
}
