// onnxruntime-web.
/** @import { Network } from './networks.js' */
import { toOnnx } from './onnx.js';

const DIST = '/bench/node_modules/onnxruntime-web/dist/';

/** @param {Network} network @param {'webgpu' | 'wasm'} provider @param {number} threads */
export async function prepare(network, provider, threads) {
  const file = await toOnnx(network);
  const { size, input } = network;
  /** @type {any} */
  let ort;
  /** @type {any} */
  let session;
  return {
    async code() {
      ort = await import(`${DIST}ort.${provider}.min.mjs`);
      ort.env.wasm.numThreads = threads;
    },
    async session() {
      session = await ort.InferenceSession.create(file, {
        executionProviders: [provider],
        graphOptimizationLevel: 'all',
      });
    },
    async run() {
      const tensor = new ort.Tensor('float32', input, [1, 3, size, size]);
      const outputs = await session.run({ input: tensor });
      return { logits: /** @type {Float32Array} */ (outputs[session.outputNames[0]].data) };
    },
  };
}
