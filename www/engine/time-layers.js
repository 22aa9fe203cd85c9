// One pass tells little about a layer: other things run on the machine too. The median of several is steadier.
import { text } from '../app/i18n.js';
import { store } from '../app/store.js';
import { runTask } from '../app/tasks.js';
import { MORE_RUNS } from './constants.js';

/** @returns {Promise<number[] | undefined>} each layer's median time in milliseconds; undefined where none are told. */
export async function timeLayers() {
  const { network, picture } = store.state;
  if (!network || !picture) return undefined;
  return runTask('other', text().shell.running(picture.name), async ({ signal, report }) => {
    /** @type {number[][]} */
    const passes = [];
    for (let run = 0; run < MORE_RUNS; run += 1) {
      report(run / MORE_RUNS, `${run + 1} / ${MORE_RUNS}`);
      await network.classify(picture.blob, { timeLayers: true, signal });
      const { layerTimes } = network.stats;
      if (!layerTimes) return undefined;
      passes.push(layerTimes);
    }
    return network.plan.layers.map((_, layer) => median(passes.map((times) => times[layer] ?? 0)));
  });
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
