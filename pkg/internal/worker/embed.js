/** @import { Network, Prepared } from '../../wasm/burn/densenet_web_burn.js' */

/**
 * Embeds images pass by pass, because a network keeps the features of its last pass only. Returns the images' features, one after
 * the other, and how many images were in passes before the last one.
 * @param {Network} network @param {Prepared[]} prepared at least one @param {AbortSignal} signal
 */
export async function embed(network, prepared, signal) {
  const left = [...prepared];
  /** @type {Float32Array<ArrayBuffer> | undefined} */
  let data;
  let [run, gone] = [0, 0];
  try {
    for (;;) {
      signal.throwIfAborted();
      const pass = left.splice(0, network.max_images());
      run += JSON.parse(await network.classify(pass, 0, false)).run;
      const features = await network.embedding();
      const length = features.length / pass.length;
      data ??= new Float32Array(length * prepared.length);
      data.set(features, length * gone);
      if (left.length === 0) return { run, gone, data };
      gone += pass.length;
    }
  } finally {
    for (const one of left) one.free();
  }
}
