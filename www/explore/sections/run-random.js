// Runs the explored network with random weights on the current picture, for its times and output shapes.
import { text } from '../../app/i18n.js';
import { loadPackage } from '../../app/package.js';
import { randomOptions } from '../../app/random-model.js';
import { store } from '../../app/store.js';
import { runTask } from '../../app/tasks.js';
import { RANDOM_RUNS } from '../constants.js';

/** @import { DenseNetConfig, EngineInfo, Layer, Stats } from 'densenet-web' */

/** @typedef {{ layer: Layer, shape: [number, number, number], time: number | null }} Measured `shape`: channels, height, width. */

/**
 * @typedef {object} RandomRun
 * @property {DenseNetConfig} config
 * @property {[number, number]} inputSize
 * @property {string} picture its name.
 * @property {EngineInfo} engine
 * @property {Stats} stats
 * @property {Measured[]} layers
 */

/** @param {DenseNetConfig} config @param {[number, number]} inputSize @returns {Promise<RandomRun | undefined>} undefined after an error or when cancelled. */
export async function runRandom(config, inputSize) {
  const { picture, engineChoice: engine } = store.state;
  if (!picture) return undefined;
  return runTask('other', text().explore.run.task, async ({ signal, report }) => {
    const { DenseNet } = await loadPackage();
    signal.throwIfAborted();
    const network = await DenseNet.load({
      ...randomOptions({ config, side: inputSize[0] }),
      engine,
      signal,
      onProgress: ({ phase }) => report(null, text().shell.phases[phase]),
    });
    try {
      for (let run = 0; run <= RANDOM_RUNS; run += 1) {
        report(run / (RANDOM_RUNS + 1), `${run + 1} / ${RANDOM_RUNS + 1}`);
        await network.classify(picture.blob, { signal });
      }
      // Timing the layers slows the pass down, so this one does not count as one of the runs above.
      const { plan, stats } = network;
      await network.classify(picture.blob, { signal, timeLayers: true });
      const { layerTimes } = network.stats;
      /** @type {Measured[]} */
      const layers = [];
      for (const [index, layer] of plan.layers.entries()) {
        const { channels, height, width } = await network.featureMaps(layer.name);
        signal.throwIfAborted();
        layers.push({ layer, shape: [channels, height, width], time: layerTimes?.[index] ?? null });
      }
      return { config, inputSize, picture: picture.name, engine: network.engine, stats, layers };
    } finally {
      network.dispose();
    }
  });
}
