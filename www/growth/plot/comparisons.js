// How many channels each layer would read if the layers were connected otherwise.
import { denseLayers } from '../../app/layers.js';

/** @import { Plan } from 'densenet-web' */
/** @import { DenseLayer } from '../../app/layers.js' */

/** @typedef {'dense' | 'uncompressed' | 'residual' | 'plain'} Series */
/** @typedef {Record<Series, number> & { depth: number, layer: DenseLayer }} Point */

/**
 * One point for each dense layer, in order.
 *
 * - `uncompressed`: dense all the same, but transitions keep every channel: k0 and k more from every layer before.
 * - `residual`: what is added keeps its width: k0, doubled wherever the resolution halves, as ResNets do.
 * - `plain`: a layer reads only what the one before it made: k0 at first, then k.
 *
 * @param {Plan} plan @returns {Point[]}
 */
export function compare(plan) {
  const { num_init_features: k0, growth_rate: k } = plan.config;
  return denseLayers(plan).map((layer, before) => ({
    layer,
    depth: before + 1,
    dense: layer.inChannels,
    uncompressed: k0 + before * k,
    residual: k0 * 2 ** (layer.block - 1),
    plain: before === 0 ? k0 : k,
  }));
}

/** The series that differ: without compression, `uncompressed` would equal `dense`. @param {Plan} plan @returns {Series[]} */
export function seriesOf({ config }) {
  const compresses = config.compression_rate < 1 && config.block_config.length > 1;
  return compresses ? ['uncompressed', 'dense', 'residual', 'plain'] : ['dense', 'residual', 'plain'];
}
