// A layer's time in a single pass is unreliable: the first passes still warm up, the machine does other work too, and the
// browser's clock is too coarse for many layers.
import { text } from '../app/i18n.js';
import { pass } from '../app/runs.js';
import { store } from '../app/store.js';
import { runTask } from '../app/tasks.js';
import { CHEAP_MACS, CHEAP_TIMED_RUNS, TIMED_RUNS } from './constants.js';
import { midmean } from './midmean.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Busy } from '../app/store.js' */

/** How many passes are timed when the visitor asks for it. @param {Plan} plan */
export const timedRuns = ({ macs }) => (macs <= CHEAP_MACS ? CHEAP_TIMED_RUNS : TIMED_RUNS);

/** @param {number} runs after a warm-up pass. @param {Busy['kind']} kind @returns {Promise<number[] | undefined>} each layer's time in milliseconds; undefined if the engine does not measure them. */
export async function timeLayers(runs, kind) {
  const { network, picture } = store.state;
  if (!network || !picture) return undefined;
  return runTask(kind, text().shell.running(picture.name), async ({ signal, report }) => {
    await pass(network, picture, { signal });
    /** @type {number[][]} */
    const passes = [];
    for (let run = 0; run < runs; run += 1) {
      report(run / runs, `${run + 1} / ${runs}`);
      await pass(network, picture, { timeLayers: true, signal });
      const { layerTimes } = network.stats;
      if (!layerTimes) return undefined;
      passes.push([...layerTimes]);
    }
    return network.plan.layers.map((_, layer) => midmean(passes.map((times) => times[layer])));
  });
}
