// This package.
/** @import { Network } from './networks.js' */
/** @import { DenseNet } from '../../pkg/index.js' */
import { toSafetensors } from './safetensors.js';

/** @param {Network} network @param {string} engine */
export async function prepare({ tensors, config, image, shape }, engine) {
  const weights = toSafetensors(tensors);
  /** @type {typeof import('../../pkg/index.js')} */
  let densenet;
  /** @type {DenseNet} */
  let net;
  return {
    async code() {
      densenet = await import('../../pkg/index.js');
    },
    async session() {
      const options = { weights, config, engine: /** @type {any} */ (engine) };
      net = await densenet.DenseNet.load(options);
    },
    async run() {
      const { predictions, timings } = await net.classify(image, { topK: shape.classes });
      return {
        pass: timings.run,
        // The logits, but for a constant.
        logits: () => {
          const logits = new Float32Array(shape.classes);
          for (const { index, probability } of predictions) logits[index] = Math.log(probability);
          return logits;
        },
      };
    },
    accounting: () => ({
      engine: net.engine,
      stats: net.stats,
      memory: net.plan.memory,
      macs: net.plan.macs,
      parameters: net.plan.parameters,
    }),
  };
}
