// This package.
/** @import { Network } from './networks.js' */
/** @import { DenseNet } from '../../pkg/index.js' */
import { toSafetensors } from './safetensors.js';

/**
 * An image's share of a pass, one by one and in batches: the fastest of some, since making room for the other count of
 * images is part of the first. @param {DenseNet} net @param {Network['image']} image
 */
async function batch(net, image) {
  const images = 8;
  const one = [];
  for (let i = 0; i < images; i++) one.push((await net.classify(image)).timings.run);
  const many = [];
  for (let i = 0; i < 3; i++)
    many.push((await net.classify(Array(images).fill(image)))[0].timings.run / images);
  return { images, one: Math.min(...one), many: Math.min(...many) };
}

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
    accounting: async () => {
      const { engine, plan, stats } = net;
      const { memory, macs, parameters } = plan;
      return { engine, stats, memory, macs, parameters, batch: await batch(net, image) };
    },
  };
}
