// How many channels each layer would read with other connection patterns.
import { denseLayers } from '../../app/layers.js';

/** @import { Plan } from 'densenet-web' */
/** @import { DenseLayer } from '../../app/layers.js' */

/** @typedef {'dense' | 'uncompressed' | 'residual' | 'plain'} Series */
/** @typedef {Record<Series, number> & { depth: number, layer: DenseLayer }} Point */

/**
 * One point per dense layer, in order; the plan's `counterparts` define the series.
 *
 * @param {Plan} plan @returns {Point[]}
 */
export function compare(plan) {
  const { widths } = plan.counterparts;
  return denseLayers(plan).map((layer, index) => ({
    layer,
    depth: index + 1,
    dense: layer.inChannels,
    ...widths[index],
  }));
}

/** The series that differ: without compression, `uncompressed` would equal `dense`. @param {Plan} plan @returns {Series[]} */
export function seriesOf({ config }) {
  const compresses = config.compression_rate < 1 && config.block_config.length > 1;
  return compresses ? ['uncompressed', 'dense', 'residual', 'plain'] : ['dense', 'residual', 'plain'];
}
