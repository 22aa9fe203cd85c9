// The numbers behind the claims, computed from the plans of networks. Each is a list of the parameters of its text in
// i18n/*/claims.js.
import { formatBytes, formatCount, formatInteger, formatRatio } from '../app/format.js';
import { denseLayers, isTransition } from '../app/layers.js';
import { loadPackage } from '../app/package.js';

/** @import { DenseNetConfig, Layer, Plan } from 'densenet-web' */

/** The article's example: the sixteenth layer of one block. */
const EXAMPLE = 16;
/** The article's networks, and those that it is compared with. */
const FAMILY = /** @type {const} */ (['densenet121', 'densenet169', 'densenet201', 'densenet161']);

/** What torchvision’s ResNets take; explore.comparison.test.js counts it from their layers. */
const RESNET_50 = { parameters: 25_557_032, macs: 4.09e9 };
const RESNET_101 = { parameters: 44_549_160 };

/**
 * @typedef {object} Facts
 * @property {readonly Plan[]} family
 * @property {readonly Plan[]} variants DenseNet-121 as plain network, with bottlenecks, with compression, with both.
 * @property {Layer} example
 */

/** @returns {Promise<Facts>} */
export async function workOut() {
  const { planNetwork } = await loadPackage();
  const family = await Promise.all(FAMILY.map((name) => planNetwork(name)));
  const config = /** @type {DenseNetConfig} */ (family[0]?.config);
  const changes = [{ bn_size: null, compression_rate: 1 }, { compression_rate: 1 }, { bn_size: null }, {}];
  const variants = await Promise.all(changes.map((change) => planNetwork({ ...config, ...change })));
  const block = await planNetwork({ ...config, block_config: [EXAMPLE] });
  const example = /** @type {Layer} */ (denseLayers(block).find(({ index }) => index === EXAMPLE));
  return { family, variants, example };
}

/** @param {Plan} plan */
const blocksOf = (plan) => plan.config.block_config;
/** @param {Plan} plan */
const widest = (plan) =>
  denseLayers(plan).reduce((one, other) => (other.inChannels > one.inChannels ? other : one));
/** @param {Plan} plan @param {Layer['kind']} kind */
const only = (plan, kind) => plan.layers.find((layer) => layer.kind === kind);
/** @param {Layer | undefined} layer */
const sizeOf = (layer) => (layer ? `${layer.height} × ${layer.width}` : '–');
/** @param {Plan} plan @param {number} block */
const firstOf = (plan, block) => denseLayers(plan).find((layer) => layer.block === block);

/** How many of the dense layers read k0 + (l - 1)k channels. @param {Plan} plan */
const matching = (plan) =>
  denseLayers(plan).filter(
    ({ block, index, inChannels }) =>
      inChannels === (firstOf(plan, block)?.inChannels ?? 0) + (index - 1) * plan.config.growth_rate,
  ).length;

/** By claim. @type {Record<string, (loaded: Plan, facts: Facts) => string[]>} */
export const NUMBERS = {
  reuse: (loaded) => {
    const connections = blocksOf(loaded).reduce((sum, layers) => sum + (layers * (layers + 1)) / 2, 0);
    return [formatInteger(denseLayers(loaded).length), formatInteger(connections)];
  },
  concatenation: (loaded) => {
    const layer = widest(loaded);
    const widths = loaded.counterparts.widths[denseLayers(loaded).indexOf(layer)];
    return [layer.inChannels, widths?.residual ?? 0, widths?.plain ?? 0].map(formatInteger);
  },
  sizes: (loaded) => [
    blocksOf(loaded)
      .map((_, index) => sizeOf(firstOf(loaded, index + 1)))
      .join(', '),
  ],
  growth: (loaded) => [formatInteger(matching(loaded)), formatInteger(denseLayers(loaded).length)],
  small: (loaded, { family: [first] }) => [
    formatInteger(loaded.config.growth_rate),
    formatInteger(first?.config.growth_rate ?? 0),
  ],
  bottleneck: (_, { example }) => [example.bottleneckChannels ?? 0, example.outChannels].map(formatInteger),
  wide: (_, { example }) => [formatInteger(example.inChannels)],
  weights: (_, { example: { convolutions } }) =>
    [convolutions?.plain ?? 0, convolutions?.bottleneck ?? 0].map(formatInteger),
  transition: (_, { family: [first] }) =>
    first ? [sizeOf(firstOf(first, 1)), sizeOf(first.layers.find(isTransition))] : [],
  compression: (_, { family: [first] }) => {
    const transition = first?.layers.find(isTransition);
    return [transition?.inChannels ?? 0, transition?.outChannels ?? 0].map(formatInteger);
  },
  variants: (_, { variants }) => variants.map(({ parameters }) => formatInteger(parameters)),
  direct: (loaded) => [
    formatInteger((blocksOf(loaded).at(-1) ?? 0) + 1),
    formatInteger(only(loaded, 'final-norm')?.inChannels ?? 0),
  ],
  cost: (loaded) => {
    const { inChannels, outChannels } = widest(loaded);
    const width = inChannels + outChannels;
    return [width, width * width, inChannels, outChannels, inChannels * outChannels].map(formatInteger);
  },
  family: (_, { family }) => family.map(({ parameters }) => formatInteger(parameters)),
  fewer: (_, { family: [, , deep] }) => [deep?.parameters ?? 0, RESNET_101.parameters].map(formatInteger),
  better: (_, { family: [, one] }) => [
    ...[one?.parameters ?? 0, RESNET_50.parameters].map(formatInteger),
    ...[one?.macs ?? 0, RESNET_50.macs].map(formatCount),
  ],
  copies: (_, { family: [first] }) => {
    const { copiedBytes = 0, concatenatedBytes = 0, zeroCopyBytes = 1 } = first?.memory ?? {};
    return [
      formatBytes(copiedBytes),
      formatBytes(concatenatedBytes),
      formatRatio(concatenatedBytes / zeroCopyBytes),
    ];
  },
  buffer: (loaded, { family: [first] }) =>
    [first?.memory.zeroCopyBytes ?? 0, loaded.memory.zeroCopyBytes].map(formatBytes),
  defaults: (_, { family: [first] }) => [
    formatInteger(first?.parameters ?? 0),
    formatCount(first?.macs ?? 0),
  ],
  stem: (_, { family: [first] }) =>
    first ? [String(first.inputSize[0]), sizeOf(only(first, 'stem')), sizeOf(only(first, 'stem-pool'))] : [],
  end: (_, { family: [first] }) => {
    const norm = first && only(first, 'final-norm');
    return [sizeOf(norm), formatInteger(norm?.outChannels ?? 0)];
  },
};
