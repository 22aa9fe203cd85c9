// Names of fields, sums and files in error messages.
import explore from './explore.js';

/** @import { ConfigField } from 'densenet-web' */

const { controls } = explore;

/** @type {Record<ConfigField | 'size', string>} */
const FIELDS = {
  growth_rate: controls.growthRate,
  block_config: controls.blockCount,
  num_init_features: controls.initFeatures,
  bn_size: controls.bnSize,
  compression_rate: controls.compression,
  drop_rate: 'Dropout rate',
  num_classes: controls.classes,
  in_channels: 'Input channels',
  size: controls.size,
};

/** @param {ConfigField | 'size'} field @param {number | null} index */
export const nameOf = (field, index) =>
  field === 'block_config' && index !== null ? controls.layersIn(index + 1) : FIELDS[field];

/** @type {Record<import('densenet-web').PlanSum, string>} */
export const SUMS = {
  'multiply-accumulates': 'multiply-accumulates',
  parameters: 'parameters',
  'feature-bytes': 'bytes of features',
};

export const FILES = {
  weights: 'the weights',
  metadata: 'the config.json',
  image: 'the picture',
  labels: 'the labels',
  wasm: 'the program',
};

/** @param {readonly number[]} shape */
export const shapeOf = (shape) => shape.join(' × ');

/** @type {Record<import('densenet-web').Assumption, string>} */
export const ASSUMPTIONS = {
  'concatenation-order': 'whether new features follow the old ones',
  'transition-relu': 'whether transitions have a ReLU',
  'stem-pooling': 'how the stem pools',
  'last-relu': 'that a ReLU and the mean follow the last norm',
};
