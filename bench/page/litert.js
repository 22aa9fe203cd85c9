// LiteRT.js.
/** @import { Network } from './networks.js' */

const CORE = '/bench/node_modules/@litertjs/core/';

/** @param {Network} network @param {'wasm' | 'webgpu'} accelerator @param {number} threads */
export async function prepare({ litert, size, input }, accelerator, threads) {
  const response = await fetch(litert);
  if (!response.ok) throw new Error(`${litert}: HTTP status ${response.status}`);
  const file = new Uint8Array(await response.arrayBuffer());
  /** @type {any} */
  let core;
  /** @type {any} */
  let model;
  return {
    async code() {
      core = await import(`${CORE}dist/index.js`);
      await core.loadLiteRt(`${CORE}wasm/`, { threads: threads > 1 });
    },
    async session() {
      model = await core.loadAndCompile(file, { accelerator, cpuOptions: { numThreads: threads } });
      // Where the GPU can't run all of a model, the library uses the CPU, with no more than a warning.
      const isOnGpu = model.isFullyAccelerated && model.options.accelerator === 'webgpu';
      if (accelerator === 'webgpu' && !isOnGpu) throw new Error('LiteRT.js runs a part of it on the CPU');
    },
    async run() {
      const tensor = new core.Tensor(input, [1, 3, size, size]);
      const [output] = await model.run(tensor);
      const logits = /** @type {Float32Array} */ (await output.data());
      for (const used of [tensor, output]) used.delete();
      return { logits };
    },
  };
}
