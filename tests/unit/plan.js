// A small network as the package's plan has it: blocks of two and three layers, 8 initial features, k = 4.

/** @import { Layer, Plan } from 'densenet-web' */

/**
 * @param {Layer['kind']} kind @param {string} name @param {[number | null, number | null]} place block and index
 * @param {[number, number]} channels in and out
 * @param {number} side
 * @returns {Layer}
 */
const layer = (kind, name, [block, index], [input, output], side) => ({
  name,
  kind,
  block,
  index,
  in_channels: input,
  out_channels: output,
  height: side,
  width: side,
  parameters: input * output,
  macs: input * output * side * side,
});

/** @param {number} block @param {number} index @param {number} input @param {number} side */
const dense = (block, index, input, side) =>
  layer('dense-layer', `features.denseblock${block}.denselayer${index}`, [block, index], [input, 4], side);

/** @returns {Plan} */
export const smallPlan = () => ({
  config: {
    growth_rate: 4,
    block_config: [2, 3],
    num_init_features: 8,
    bn_size: 2,
    compression_rate: 0.5,
    num_classes: 3,
    stem: 'cifar',
  },
  input_size: [8, 8],
  layers: [
    layer('stem', 'features.conv0', [null, null], [3, 8], 8),
    dense(1, 1, 8, 8),
    dense(1, 2, 12, 8),
    layer('transition', 'features.transition1', [1, null], [16, 8], 4),
    dense(2, 1, 8, 4),
    dense(2, 2, 12, 4),
    dense(2, 3, 16, 4),
    layer('final-norm', 'features.norm5', [null, null], [20, 20], 4),
    layer('classifier', 'classifier', [null, null], [20, 3], 1),
  ],
  parameters: 1000,
  macs: 20_000,
  depth: 13,
  memory: { zero_copy_bytes: 1000, concatenated_bytes: 3000, copied_bytes: 4000 },
});
