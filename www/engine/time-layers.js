// A layer's time in a single pass is unreliable: the machine does other work too, and the browser's clock is too coarse
// for many layers. The mean of several passes is steadier and finer than the clock; a median would be as coarse as the
// clock.
import { text } from '../app/i18n.js';
import { pass } from '../app/runs.js';
import { store } from '../app/store.js';
import { runTask } from '../app/tasks.js';
import { CHEAP_MACS, CHEAP_TIMED_RUNS, TIMED_RUNS } from './constants.js';

/** @import { Plan } from 'densenet-web' */

/** How many passes are timed. @param {Plan} plan */
export const timedRuns = ({ macs }) => (macs <= CHEAP_MACS ? CHEAP_TIMED_RUNS : TIMED_RUNS);

/** @returns {Promise<number[] | undefined>} each layer's mean time in milliseconds; undefined if the engine does not measure them. */
export async function timeLayers() {
  const { network, picture } = store.state;
  if (!network || !picture) return undefined;
  return runTask('other', text().shell.running(picture.name), async ({ signal, report }) => {
    const runs = timedRuns(network.plan);
    const sums = network.plan.layers.map(() => 0);
    for (let run = 0; run < runs; run += 1) {
      report(run / runs, `${run + 1} / ${runs}`);
      await pass(network, picture, { timeLayers: true, signal });
      const { layerTimes } = network.stats;
      if (!layerTimes) return undefined;
      for (const [layer, time] of layerTimes.entries()) sums[layer] += time;
    }
    return sums.map((sum) => sum / runs);
  });
}
