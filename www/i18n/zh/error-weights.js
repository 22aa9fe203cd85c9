// Messages for weights that are no DenseNet's, or not whole. The compiler checks in errors.js that none is missing.
import { ASSUMPTIONS, shapeOf } from './error-names.js';

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'other-network': ({ family, tensors }) => `这是 ${family}，不是 DenseNet：其中有 ${tensors.join('、')}。`,
  'other-dimensions': ({ tensor, found, dimensions }) =>
    `这是 ${dimensions} 维 DenseNet：${tensor} 的形状是 ${shapeOf(found)}。这里只能运行二维图像。`,
  'other-activation': ({ architecture }) => `${architecture} 的归一化层内含 leaky ReLU（iabn），这里不支持。`,
  'deep-stem': () =>
    '深起始层用模糊池化（densenetblur121d）或最大池化（densenet264d），文件中没有说明：请在 config.json 中写明架构。',
  'deep-head': ({ tensors }) => `分类头有多层（${tensors.join('、')}），层间的激活函数不在文件中。`,
  'unknown-names': ({ count, tensors }) =>
    `文件中 ${count} 个张量的命名不属于任何已知的 DenseNet：${tensors.join('、')}。`,
  'needs-assumption': ({ growthRate: k, blockConfig: blocks, numClasses: classes, assumptions }) =>
    `命名不属于任何已知实现，但张量与一个 DenseNet 完全吻合（k = ${k}，各块 ${blocks.join('、')} 层，${classes} 个类别）。文件没有说明、只能假定的有：${assumptions.map((name) => ASSUMPTIONS[name]).join('；')}。`,
  'unknown-scheme': ({ found, known }) => `没有名为 ${found} 的实现；已知的有 ${known.join('、')}。`,
  'not-safetensors': ({ detail }) => `文件不是 safetensors 格式，或者不完整（${detail}）。`,
  'not-densenet': ({ tensor }) => `文件中没有 ${tensor}：这不是 DenseNet。`,
  'unknown-stem': ({ tensor, found }) =>
    `${tensor} 的形状是 ${shapeOf(found)}，既不是 ImageNet 的起始层（k₀ × 3 × 7 × 7），也不是 CIFAR 的起始层（k₀ × 3 × 3 × 3）。`,
  'bottleneck-width': ({ layer, channels, growthRate }) =>
    `${layer} 的瓶颈有 ${channels} 个通道，不是增长率 ${growthRate} 的整数倍。`,
  'mixed-compression': ({ transitions }) =>
    `没有一个压缩率能解释所有过渡层的通道数：${transitions.map(([from, to]) => `${from} → ${to}`).join('、')}。`,
  'missing-tensor': ({ tensor }) => `缺少 ${tensor}。`,
  'duplicate-tensor': ({ tensor }) => `${tensor} 以两种写法出现了两次。`,
  'unused-tensors': ({ tensors, more }) =>
    `DenseNet 没有哪一层用到 ${tensors.join('、')}${more > 0 ? `，以及另外 ${more} 个张量` : ''}。`,
  'tensor-shape': ({ tensor, found, expected }) =>
    `${tensor} 的形状是 ${shapeOf(found)}，应为 ${shapeOf(expected)}。`,
  'scalar-tensor': ({ tensor }) => `${tensor} 只是一个数。`,
  'tensor-type': ({ tensor, found }) => `${tensor} 的数值类型是 ${found}；只能读取 f32、f16 和 bf16。`,
  'not-finite-tensor': ({ tensor }) => `${tensor} 中有无穷大或 NaN。`,
  'negative-variance': ({ tensor }) => `${tensor} 中有负的方差。`,
  'tensor-length': ({ tensor, found, expected }) => `${tensor} 应有 ${expected} 个数，而不是 ${found} 个。`,
  'half-overflow': ({ tensor, value }) => `${tensor} 中的 ${value} 超出 f16 的范围。`,
  'not-writable': ({ detail }) => `无法把权重写成 safetensors（${detail}）。`,
};
