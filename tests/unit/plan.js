// The plan of a small network, as the package returns it: blocks of two and three layers, 8 initial features, k = 4.

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
  inChannels: input,
  outChannels: output,
  bottleneckChannels: kind === 'dense-layer' ? 8 : null,
  convolutions:
    kind === 'dense-layer'
      ? { plain: input * 4 * 9, bottleneckChannels: 8, bottleneck: input * 8 + 8 * 4 * 9 }
      : null,
  height: side,
  width: side,
  parameters: input * output,
  macs: input * output * side * side,
});

/** @param {number} block @param {number} index @param {number} input @param {number} side */
const dense = (block, index, input, side) =>
  layer('dense-layer', `features.denseblock${block}.denselayer${index}`, [block, index], [input, 4], side);

/**
 * @param {number} block @param {number} width @param {number} convolutions
 * @param {Record<'dense' | 'basic' | 'bottleneck', number>} parameters
 * @returns {Plan['counterparts']['stages'][number]}
 */
const stage = (block, width, convolutions, { dense, basic, bottleneck }) => ({
  block,
  width,
  convolutions,
  denseParameters: dense,
  basic: { units: convolutions / 2, convolutions, parameters: basic },
  bottleneck: {
    units: Math.round(convolutions / 3),
    convolutions: 3 * Math.round(convolutions / 3),
    parameters: bottleneck,
  },
});

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
  inputSize: [8, 8],
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
  weightBytes: 4000,
  macs: 20_000,
  depth: 13,
  memory: { zeroCopyBytes: 1000, concatenatedBytes: 3000, copiedBytes: 4000 },
  counterparts: {
    widths: [
      { uncompressed: 8, residual: 8, plain: 8 },
      { uncompressed: 12, residual: 8, plain: 4 },
      { uncompressed: 16, residual: 16, plain: 4 },
      { uncompressed: 20, residual: 16, plain: 4 },
      { uncompressed: 24, residual: 16, plain: 4 },
    ],
    stages: [
      stage(1, 16, 4, { dense: 700, basic: 2000, bottleneck: 1000 }),
      stage(2, 20, 6, { dense: 200, basic: 4000, bottleneck: 3000 }),
    ],
    sharedParameters: 60,
    outerParameters: 100,
    basic: { parameters: 6060, macs: 70_000 },
    bottleneck: { parameters: 4060, macs: 50_000 },
  },
});
