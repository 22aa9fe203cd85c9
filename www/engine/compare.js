// The current picture on both engines: how far do they agree, and what does each take?
import { text } from '../app/i18n.js';
import { findModel, loadOptions } from '../app/models.js';
import { loadPackage } from '../app/package.js';
import { store } from '../app/store.js';
import { runTask } from '../app/tasks.js';
import { COMPARED_RUNS } from './constants.js';

/** @import { Classification, DenseNet, EngineInfo, Stats } from 'densenet-web' */

/** @typedef {{ engine: EngineInfo, stats: Stats, classification: Classification }} Side */

/**
 * @typedef {object} Comparison
 * @property {Side[]} sides WebGPU, then the CPU.
 * @property {string} picture its name.
 * @property {number} difference the largest one of a probability.
 * @property {string} label the class where it is.
 */

/** @returns {Promise<Comparison | undefined>} */
export async function compareEngines() {
  const { network, networkId, picture } = store.state;
  const model = findModel(networkId ?? '');
  if (!network || !model || !picture) return undefined;
  return runTask('compare', text().shell.comparing, async ({ signal, report }) => {
    const here = await measure(network, picture.blob, signal);
    const [{ DenseNet }, options] = await Promise.all([loadPackage(), loadOptions(model)]);
    const other = await DenseNet.load({
      ...options,
      engine: network.engine.kind === 'cpu' ? 'webgpu' : 'cpu',
      signal,
      onProgress: ({ phase }) => report(null, text().shell.phases[phase]),
    });
    try {
      const there = await measure(other, picture.blob, signal);
      const sides = network.engine.kind === 'webgpu' ? [here, there] : [there, here];
      return {
        sides,
        picture: picture.name,
        ...largestDifference(here.classification, there.classification),
      };
    } finally {
      other.dispose();
    }
  });
}

/** @param {DenseNet} network @param {Blob} blob @param {AbortSignal} signal @returns {Promise<Side>} */
async function measure(network, blob, signal) {
  let classification;
  do {
    classification = await network.classify(blob, { topK: network.labels.length, signal });
  } while (network.stats.runs <= COMPARED_RUNS);
  return { engine: network.engine, stats: network.stats, classification };
}

/** @param {Classification} one @param {Classification} other */
export function largestDifference(one, other) {
  const probabilities = new Map(other.predictions.map(({ index, probability }) => [index, probability]));
  let largest = { difference: 0, label: one.predictions[0]?.label ?? '' };
  for (const { index, label, probability } of one.predictions) {
    const difference = Math.abs(probability - (probabilities.get(index) ?? 0));
    if (difference > largest.difference) largest = { difference, label };
  }
  return largest;
}
