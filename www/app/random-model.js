// Networks with random weights, named by their configuration, so that a link can hold one:
// `random_k12_b3-3-3_n4_t0.5_i24_c10_s32_cifar`. Without `n`, the layers have no bottleneck.

/** @import { DenseNetConfig } from 'densenet-web' */

/** @typedef {{ config: DenseNetConfig, side: number }} RandomNetwork `side` of the square input. */

const ID =
  /^random_k(\d+)_b(\d+(?:-\d+)*)(?:_n(\d+))?_t([\d.]+)_i(\d+)_c(\d+)_s(\d+)_(imagenet|cifar|deep|deep-blur)$/;

/** @param {RandomNetwork} network */
export function randomId({ config, side }) {
  const { growth_rate: k, block_config: blocks, bn_size: bn, compression_rate: theta } = config;
  const bottleneck = bn === null ? '' : `_n${bn}`;
  const ends = `_i${config.num_init_features}_c${config.num_classes}_s${side}_${config.stem}`;
  return `random_k${k}_b${blocks.join('-')}${bottleneck}_t${theta}${ends}`;
}

/** The network of an address; null if it names another kind. The package checks the numbers. @param {string} id @returns {RandomNetwork | null} */
export function randomNetwork(id) {
  const found = ID.exec(id);
  if (!found) return null;
  const [, k, blocks, bn, theta, init, classes, side, stem] = found;
  return {
    side: Number(side),
    config: {
      growth_rate: Number(k),
      block_config: blocks.split('-').map(Number),
      bn_size: bn === undefined ? null : Number(bn),
      compression_rate: Number(theta),
      num_init_features: Number(init),
      num_classes: Number(classes),
      stem: /** @type {DenseNetConfig['stem']} */ (stem),
    },
  };
}

/** The package's options to load one. @param {RandomNetwork} network */
export const randomOptions = ({ config, side }) => ({
  random: config,
  metadata: { pretrained_cfg: { input_size: [3, side, side] } },
});
