// Messages for weights that are no DenseNet's, or not whole. The compiler checks in errors.js that none is missing.
import { ASSUMPTIONS, shapeOf } from './error-names.js';

/** @import { Problems } from '../../app/errors.js' */

/** @satisfies {Partial<Problems>} */
export default {
  'other-network': ({ family, tensors }) =>
    `This is ${family}, not a DenseNet: it has ${tensors.join(', ')}.`,
  'other-dimensions': ({ tensor, found, dimensions }) =>
    `This is a ${dimensions}-D DenseNet: ${tensor} has the shape ${shapeOf(found)}. Only 2-D images can be run.`,
  'other-activation': ({ architecture }) =>
    `${architecture} has leaky ReLUs inside its norms (iabn), which are not computed here.`,
  'deep-stem': () =>
    'A deep stem pools by blurring (densenetblur121d) or by maximum (densenet264d). The file does not say which: name the architecture in config.json.',
  'deep-head': ({ tensors }) =>
    `The head has several layers (${tensors.join(', ')}), and the activation between them is not in the file.`,
  'unknown-names': ({ count, tensors }) =>
    `The names of the file’s ${count} tensors match no known DenseNet: ${tensors.join(', ')}.`,
  'needs-assumption': ({ growthRate: k, blockConfig: blocks, numClasses: classes, assumptions }) =>
    `The names match no known implementation, but the tensors fit a DenseNet exactly (k = ${k}, blocks ${blocks.join(', ')}, ${classes} classes). What the file does not state would have to be assumed: ${assumptions.map((name) => ASSUMPTIONS[name]).join('; ')}.`,
  'unknown-scheme': ({ found, known }) =>
    `There is no implementation ${found}; there are ${known.join(', ')}.`,
  'not-safetensors': ({ detail }) => `The file is not in the safetensors format, or incomplete (${detail}).`,
  'not-densenet': ({ tensor }) => `The file has no ${tensor}: this is not a DenseNet.`,
  'unknown-stem': ({ tensor, found }) =>
    `${tensor} has the shape ${shapeOf(found)}, which is neither the stem for ImageNet (k₀ × 3 × 7 × 7) nor the one for CIFAR (k₀ × 3 × 3 × 3).`,
  'bottleneck-width': ({ layer, channels, growthRate }) =>
    `The bottleneck of ${layer} has ${channels} channels, which is not a multiple of the growth rate ${growthRate}.`,
  'mixed-compression': ({ transitions }) =>
    `No single compression rate explains the channels of the transitions: ${transitions.map(([from, to]) => `${from} → ${to}`).join(', ')}.`,
  'missing-tensor': ({ tensor }) => `${tensor} is missing.`,
  'duplicate-tensor': ({ tensor }) => `${tensor} occurs twice, under two spellings.`,
  'unused-tensors': ({ tensors, more }) =>
    `No layer of a DenseNet uses ${tensors.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  'tensor-shape': ({ tensor, found, expected }) =>
    `${tensor} has the shape ${shapeOf(found)} instead of ${shapeOf(expected)}.`,
  'scalar-tensor': ({ tensor }) => `${tensor} is a single number.`,
  'tensor-type': ({ tensor, found }) =>
    `The numbers of ${tensor} are ${found}; f32, f16 and bf16 can be read.`,
  'not-finite-tensor': ({ tensor }) => `${tensor} holds infinities or NaN.`,
  'negative-variance': ({ tensor }) => `${tensor} holds negative variances.`,
  'tensor-length': ({ tensor, found, expected }) => `${tensor} takes ${expected} numbers, not ${found}.`,
  'half-overflow': ({ tensor, value }) => `${tensor} holds ${value}, which is too large for f16.`,
  'not-writable': ({ detail }) => `The weights cannot be written as safetensors (${detail}).`,
};
