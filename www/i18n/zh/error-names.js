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
  drop_rate: '随机失活率',
  num_classes: controls.classes,
  in_channels: '输入通道数',
  size: controls.size,
};

/** @param {ConfigField | 'size'} field @param {number | null} index */
export const nameOf = (field, index) =>
  field === 'block_config' && index !== null ? controls.layersIn(index + 1) : FIELDS[field];

/** @type {Record<import('densenet-web').PlanSum, string>} */
export const SUMS = {
  'multiply-accumulates': '乘加次数',
  parameters: '参数',
  'feature-bytes': '特征的字节数',
};

export const FILES = {
  weights: '权重',
  metadata: 'config.json',
  labels: '标签',
  image: '图片',
  wasm: '程序',
};

/** @param {readonly number[]} shape */
export const shapeOf = (shape) => shape.join(' × ');

/** @type {Record<import('densenet-web').Assumption, string>} */
export const ASSUMPTIONS = {
  'concatenation-order': '新特征是否接在旧特征之后',
  'transition-relu': '过渡层是否有 ReLU',
  'stem-pooling': '起始层如何池化',
  'last-relu': '最终归一化之后是否有 ReLU 和平均',
};
