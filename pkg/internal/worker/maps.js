/** @import { Maps } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { RawMaps } from '../shared/protocol.js' */

/** Copies maps out of the WebAssembly's memory. @param {Maps} maps @returns {Omit<RawMaps, 'images'>} */
export function take(maps) {
  try {
    const [images, channels, height, width] = maps.shape;
    return {
      data: /** @type {Float32Array<ArrayBuffer>} */ (maps.data),
      shape: [images, channels, height, width],
    };
  } finally {
    maps.free();
  }
}
