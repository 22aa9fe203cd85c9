// The networks of the benchmark, and how a DenseNet is built up, for those who build it by hand.
/** @import { Tensors } from './weights.js' */
import { fromSafetensors } from './safetensors.js';
import { fill, normalised, picture } from './weights.js';

/** @typedef {{ k: number, blocks: number[], features: number, bottleneck: number, classes: number, stem: 'imagenet' | 'cifar' }} Shape */

/**
 * A dense layer: norm1, ReLU, conv1 (1x1), norm2, ReLU, conv2 (3x3).
 * @typedef {{ name: string, channels: number }} Layer
 * @typedef {{ layers: Layer[], transition: { name: string, channels: number } | null }} Block
 */

/** The network's blocks, and the channels after the last. @param {Shape} shape @returns {{ blocks: Block[], channels: number, lastNorm: string }} */
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

/** Every tensor of the network, by the formula. @param {Shape} shape @returns {Tensors} */
export function formulaTensors(shape) {
  /** @type {Tensors} */
  const tensors = new Map();
  const add = (/** @type {string} */ name, /** @type {number[]} */ ...size) =>
    tensors.set(name, fill(name, size));
  const norm = (/** @type {string} */ name, /** @type {number} */ channels) => {
    for (const part of ['weight', 'bias', 'running_mean', 'running_var']) add(`${name}.${part}`, channels);
  };
  const kernel = shape.stem === 'imagenet' ? 7 : 3;
  add('features.conv0.weight', shape.features, 3, kernel, kernel);
  if (shape.stem === 'imagenet') norm('features.norm0', shape.features);
  const { blocks, channels, lastNorm } = build(shape);
  const width = shape.bottleneck * shape.k;
  for (const { layers, transition } of blocks) {
    for (const layer of layers) {
      norm(`${layer.name}.norm1`, layer.channels);
      add(`${layer.name}.conv1.weight`, width, layer.channels, 1, 1);
      norm(`${layer.name}.norm2`, width);
      add(`${layer.name}.conv2.weight`, shape.k, width, 3, 3);
    }
    if (!transition) continue;
    norm(`${transition.name}.norm`, transition.channels);
    add(`${transition.name}.conv.weight`, Math.floor(transition.channels / 2), transition.channels, 1, 1);
  }
  norm(lastNorm, channels);
  add('classifier.weight', shape.classes, channels);
  add('classifier.bias', shape.classes);
  return tensors;
}

const models = '../../pkg/models/densenet40_k12_bc_cifar10';

/** @type {Record<string, { shape: Shape, tensors: () => Promise<Tensors>, metadata: () => Promise<any> }>} */
const NETWORKS = {
  densenet121: {
    shape: { k: 32, blocks: [6, 12, 24, 16], features: 64, bottleneck: 4, classes: 1000, stem: 'imagenet' },
    tensors: async () => formulaTensors(NETWORKS.densenet121.shape),
    metadata: async () => ({
      architecture: 'densenet121',
      num_classes: 1000,
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
    tensors: async () => fromSafetensors(await (await fetch(`${models}.safetensors`)).arrayBuffer()),
    metadata: async () => (await fetch(`${models}.json`)).json(),
  },
};

/** A network with its weights and its one input. @param {string} name */
export async function network(name) {
  const { shape, tensors, ...network } = NETWORKS[name];
  const metadata = await network.metadata();
  const { input_size, mean, std } = metadata.pretrained_cfg;
  const image = picture(input_size[1]);
  return {
    name,
    shape,
    metadata,
    tensors: await tensors(),
    size: input_size[1],
    image,
    input: normalised(image, mean, std),
  };
}

/** @typedef {Awaited<ReturnType<typeof network>>} Network */
