// Messages for what is wrong with a config.json or a list of labels. The compiler checks in errors.js that none is missing.
import { shapeOf } from './error-names.js';

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'malformed-metadata': ({ detail }) => `无法读取它的内容（${detail}）。`,
  'class-count': ({ found, expected }) =>
    `其中的类别数（num_classes）是 ${found}，而权重有 ${expected} 个类别。`,
  'label-count': ({ found, expected }) => `其中有 ${found} 个标签，而权重有 ${expected} 个类别。`,
  'metadata-input-size': ({ found, channels, max }) =>
    `input_size 是 ${shapeOf(found)}；必须是 ${channels}、高和宽，边长不超过 ${max}。`,
  'crop-pct': ({ found }) => `crop_pct 是 ${found}；必须在 0.1 到 1 之间。`,
  std: ({ found }) => `std 是 ${found.join('、')}；每个数都必须大于 0。`,
  normalisation: ({ mean, std }) =>
    `若 mean 为 ${mean.join('、')}，std 为 ${std.join('、')}，颜色会变成无穷大。`,
  'channel-count': ({ field, found, channels }) =>
    `${field} 有 ${found} 个数，而网络的输入有 ${channels} 个通道。`,
  'no-colour': ({ channels }) => `网络的输入有 ${channels} 个通道；图片只能转换为 1、3 或 4 个通道。`,
  'metadata-field': ({ field }) => `无法识别字段 ${field}，它可能影响结果。`,
  'unsupported-value': ({ field, found, expected }) => `${field} 是 ${found}；必须是 ${expected}。`,
  contradiction: ({ field, first, second }) =>
    `它自相矛盾：${field} 在一处是 ${first}，在另一处是 ${second}。`,
  'labels-not-text': () => '标签文件不是文本：应每行一个标签，或为 JSON 列表。',
  'empty-label': ({ line }) => `标签文件的第 ${line} 行是空的。`,
  'malformed-labels': ({ detail }) => `无法读取标签（${detail}）。`,
};
