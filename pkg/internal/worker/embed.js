/** @import { Network, Prepared } from '../../wasm/burn/densenet_web_burn.js' */

/** A pass of the crate's sessions has at most so many bytes of activations, and so many images. */
const MAX_ACTIVATION_BYTES = 128 * 2 ** 20;
const MAX_IMAGES = 64;

/**
 * Embeds images pass by pass: a network keeps the features of its last pass only. What one image takes on an engine is known
 * while the engine's buffers are those of a single image.
 */
export class Embedder {
  #engine = '';
  #size = 1;

  /** @param {Network} network whose buffers are those of one image */
  measure(network) {
    const { activationBytes } = JSON.parse(network.stats());
    const size = Math.floor(MAX_ACTIVATION_BYTES / (activationBytes ?? Infinity));
    this.#size = Math.min(Math.max(size, 1), MAX_IMAGES);
    this.#engine = network.engine();
  }

  /**
   * The images' features, one after the other, and how many images were in passes before the last one.
   * @param {Network} network @param {Prepared[]} prepared @param {AbortSignal} signal
   */
  async embed(network, prepared, signal) {
    const left = [...prepared];
    /** @type {Float32Array<ArrayBuffer> | undefined} */
    let data;
    let [run, gone] = [0, 0];
    try {
      for (;;) {
        signal.throwIfAborted();
        // A GPU that failed is replaced by another engine in the middle of a call.
        const isKnown = network.engine() === this.#engine;
        const pass = left.splice(0, isKnown ? this.#size : 1);
        run += JSON.parse(await network.classify(pass, 0, false)).run;
        const features = await network.embedding();
        const length = features.length / pass.length;
        data ??= new Float32Array(length * prepared.length);
        data.set(features, length * gone);
        if (!isKnown) this.measure(network);
        if (left.length === 0) return { run, gone, data };
        gone += pass.length;
      }
    } finally {
      for (const one of left) one.free();
    }
  }
}
