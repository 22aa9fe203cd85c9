// This package.
/** @import { Network } from './networks.js' */
/** @import { DenseNet } from '../../pkg/index.js' */

/**
 * The time that `classify` takes per image, one at a time and in batches, alternating. @param {DenseNet} net
 * @param {Network['image']} image
 */
async function batch(net, image) {
  const images = 8;
  const all = Array(images).fill(image);
  const singly = async () => {
    for (const one of all) await net.classify(one);
  };
  const together = () => net.classify(all);
  const best = { one: Infinity, many: Infinity };
  for (let round = 0; round < 2; round++) {
    // The first call reallocates buffers for the other number of images; the first batch starts more workers.
    await net.classify(image);
    best.one = Math.min(best.one, (await timeOf(singly)) / images);
    await together();
    best.many = Math.min(best.many, (await timeOf(together)) / images);
  }
  return { images, workers: net.stats.workers, ...best };
}

/** @param {() => Promise<unknown>} action */
async function timeOf(action) {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** @param {Network} network @param {string} engine */
export async function prepare({ weights, metadata, image, shape }, engine) {
  /** @type {typeof import('../../pkg/index.js')} */
  let densenet;
  /** @type {DenseNet} */
  let net;
  return {
    async code() {
      densenet = await import(/** @type {any} */ ('/node_modules/.cache/densenet-web/bundle/index.js'));
    },
    async session() {
      const options = { weights, metadata, engine: /** @type {any} */ (engine) };
      net = await densenet.DenseNet.load(options);
    },
    async run() {
      const { predictions, timings } = await net.classify(image, { topK: shape.classes });
      return {
        pass: timings.run,
        // The logits, up to a constant.
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
