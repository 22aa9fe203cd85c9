// The networks of the benchmark, and the structure of a DenseNet for contestants that build it by hand.
import { fromSafetensors } from './safetensors.js';
import { normalised, picture } from './weights.js';

/** @typedef {{ k: number, blocks: number[], features: number, bottleneck: number, classes: number, stem: 'imagenet' | 'cifar' }} Shape */

/**
 * A dense layer: norm1, ReLU, conv1 (1x1), norm2, ReLU, conv2 (3x3).
 * @typedef {{ name: string, channels: number }} Layer
 * @typedef {{ layers: Layer[], transition: { name: string, channels: number } | null }} Block
 */

/** The network's blocks, and the channels after the last one. @param {Shape} shape @returns {{ blocks: Block[], channels: number, lastNorm: string }} */
export function build({ k, blocks, features, stem }) {
  let channels = features;
  const built = blocks.map((count, b) => {
    const block = `features.denseblock${b + 1}`;
    const layers = Array.from({ length: count }, (_, l) => ({
      name: `${block}.denselayer${l + 1}`,
      channels: channels + l * k,
    }));
    channels += count * k;
    if (b + 1 === blocks.length) return { layers, transition: null };
    const transition = { name: `features.transition${b + 1}`, channels };
    channels = Math.floor(channels / 2);
    return { layers, transition };
  });
  return {
    blocks: built,
    channels,
    lastNorm: stem === 'imagenet' ? 'features.norm5' : 'features.norm_final',
  };
}

const cache = '../../node_modules/.cache/densenet-web';
const models = '../../pkg/models/densenet40_k12_bc_cifar10';

/**
 * `size`: the input's width and height. `weights`: a safetensors file. `litert`: the same in LiteRT's format, which
 * bench/litert/models.js writes. Paths are relative to this file.
 * @type {Record<string, { shape: Shape, size: number, weights: string, litert: string, metadata: () => Promise<any> }>}
 */
export const NETWORKS = {
  densenet121: {
    shape: { k: 32, blocks: [6, 12, 24, 16], features: 64, bottleneck: 4, classes: 1000, stem: 'imagenet' },
    size: 224,
    // Written by bench/run.js.
    weights: `${cache}/densenet121-1.safetensors`,
    litert: `${cache}/densenet121-1.tflite`,
    metadata: async () => ({
      architecture: 'densenet121',
      num_classes: 1000,
      // With names, the package doesn't look for any.
      label_names: Array.from({ length: 1000 }, (_, index) => `class ${index}`),
      pretrained_cfg: {
        input_size: [3, 224, 224],
        crop_pct: 1,
        interpolation: 'bilinear',
        mean: [0.485, 0.456, 0.406],
        std: [0.229, 0.224, 0.225],
      },
    }),
  },
  cifar: {
    shape: { k: 12, blocks: [6, 6, 6], features: 24, bottleneck: 4, classes: 10, stem: 'cifar' },
    size: 32,
    weights: `${models}.safetensors`,
    litert: `${cache}/cifar.tflite`,
    metadata: async () => (await fetch(`${models}.json`)).json(),
  },
};

/** A network with its weights and its input. @param {string} name */
export async function network(name) {
  const { shape, size, ...network } = NETWORKS[name];
  const weights = await (await fetch(network.weights)).arrayBuffer();
  const metadata = await network.metadata();
  const { mean, std } = metadata.pretrained_cfg;
  const image = picture(size);
  return {
    name,
    shape,
    metadata,
    weights,
    tensors: fromSafetensors(weights),
    size,
    litert: network.litert,
    image,
    input: normalised(image, mean, std),
  };
}

/** @typedef {Awaited<ReturnType<typeof network>>} Network */
