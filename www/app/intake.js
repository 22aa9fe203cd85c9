// What the package says about a checkpoint: the page's only access to `net.intake`, `net.activation`, `result.rejected`,
// `net.configure` and the facts of a refusal.

/** @import { Classification, DenseNet, DenseNetConfig, LoadOptions } from 'densenet-web' */

/** Where a value came from. @typedef {'file' | 'default' | 'given' | 'checkpoint' | 'assumption'} Source */
/** @template T @typedef {{ value: T, from: Source }} Stated */
/** @typedef {'softmax' | 'sigmoid' | 'op-norm'} Activation */
/** @typedef {'rgb' | 'rgba' | 'luminance' | 'first-channel'} Colour */

/**
 * @typedef {object} StatedMetadata
 * @property {Stated<readonly [number, number]>} inputSize height and width.
 * @property {Stated<number>} channels
 * @property {Stated<Colour>} colour
 * @property {Stated<readonly number[]>} mean
 * @property {Stated<readonly number[]>} std
 * @property {Stated<number>} cropPct
 * @property {Stated<string>} interpolation
 * @property {Stated<Activation | { kind: Activation }>} activation
 * @property {Stated<readonly string[]>} labels
 * @property {Stated<number | null>} temperature
 * @property {Stated<number | null>} threshold
 */

/**
 * Why a file was refused, as far as it was understood.
 *
 * @typedef {object} Refusal
 * @property {readonly string[]} assumptions what would have to be assumed to read it; empty if that would not help.
 * @property {readonly string[]} names some of the tensors found.
 * @property {string | null} nearest the implementation that it resembles most.
 * @property {readonly string[]} missing some of the tensors that this one needs, by our names.
 * @property {readonly string[]} unused some of those that it has no use for.
 */

/** Something odd about the file, with the values that say what. @typedef {{ problem: string } & Record<string, unknown>} Warning */
/** How a config.json was understood. @typedef {{ note: string } & Record<string, unknown>} Note */
/** The classes of a public data set; long lists have no labels here. @typedef {{ name: string, classes: number, labels: readonly string[] | null, published: string }} ClassSet */

/**
 * Everything is optional, because a refused file is understood in part.
 *
 * @typedef {object} Facts
 * @property {string} [format]
 * @property {number} [shards]
 * @property {string} [location] where in the checkpoint the weights were, such as `state_dict`.
 * @property {string | null} [scheme] whose DenseNet it is.
 * @property {boolean} [assumed] whether the visitor chose the scheme.
 * @property {string} [prefix] stripped from every name.
 * @property {string | null} [head] the classifier's name.
 * @property {number} [tensors]
 * @property {number} [used]
 * @property {readonly string[]} [ignored]
 * @property {readonly Warning[]} [warnings]
 * @property {readonly Note[]} [notes]
 * @property {DenseNetConfig} [config]
 * @property {string} [architecture]
 * @property {Partial<StatedMetadata>} [metadata]
 * @property {readonly ClassSet[]} [labelSets] well-known sets of classes that would fit.
 * @property {Refusal} [refusal]
 */

/** What `configure` takes. @typedef {{ metadata?: object | Blob, labels?: readonly string[] | Blob }} Configuration */

/** @typedef {{ intake?: Facts | null, activation?: unknown, metadata?: object, configure?: (configuration: Configuration) => Promise<void> }} Described */

/** @param {DenseNet} network */
const described = (network) => /** @type {Described} */ (/** @type {unknown} */ (network));

/** @param {DenseNet | null} network @returns {Facts | null} */
export const factsOf = (network) => (network && described(network).intake) ?? null;

/** The canonical config.json. @param {DenseNet} network @returns {Record<string, unknown>} */
export const metadataOf = (network) =>
  /** @type {Record<string, unknown>} */ (described(network).metadata ?? {});

/** A name, or an object whose `kind` is one. @param {unknown} activation @returns {Activation} */
export function activationKind(activation) {
  const kind = typeof activation === 'object' ? /** @type {any} */ (activation)?.kind : activation;
  return kind === 'sigmoid' || kind === 'op-norm' ? kind : 'softmax';
}

/** @param {DenseNet | null} network */
export const activationOf = (network) => activationKind(network && described(network).activation);

/** Whether each class has a probability of its own. @param {DenseNet | null} network */
export const isIndependent = (network) => activationOf(network) !== 'softmax';

/** @param {DenseNet} network */
export const hasClassifier = ({ plan }) => plan.config.num_classes > 0;

/** What the network's input channels are of a picture; null if unknown. @param {DenseNet} network @returns {Colour | null} */
export function channelsSeen(network) {
  const stated = factsOf(network)?.metadata?.colour?.value;
  return stated ?? COLOURS[network.plan.config.in_channels ?? 3] ?? null;
}

/** By the number of channels. @type {Partial<Record<number, Colour>>} */
const COLOURS = { 1: 'luminance', 3: 'rgb', 4: 'rgba' };

/** Whether weak evidence makes the network say "none of my classes". @param {DenseNet | null} network */
export const canReject = (network) => factsOf(network)?.metadata?.threshold?.value != null;

/** @param {Classification | null | undefined} classification */
export const isRejected = (classification) =>
  /** @type {{ rejected?: boolean } | null | undefined} */ (classification)?.rejected === true;

/** @param {DenseNet | null} network */
export const isAssumed = (network) => factsOf(network)?.assumed === true;

/** @typedef {Facts & { names?: readonly string[], missing?: readonly string[], unused?: readonly string[] }} SeenFacts */

/** What was seen of a file that was refused. @param {unknown} error @returns {Facts | null} */
export function factsOfError(error) {
  const { details } = /** @type {{ details?: { facts?: SeenFacts, assumptions?: readonly string[] } }} */ (
    error ?? {}
  );
  if (!details?.facts) return null;
  const { scheme: nearest = null, names = [], missing = [], unused = [], ...facts } = details.facts;
  return { ...facts, refusal: { assumptions: details.assumptions ?? [], names, nearest, missing, unused } };
}

/** Whether the file can be read by assuming what its names don't say. @param {Facts | null} facts */
export const canAssume = (facts) => (facts?.refusal?.assumptions.length ?? 0) > 0;

/** The scheme that can be assumed. */
export const ASSUMED = 'torchvision';

/** @param {{ weights: readonly File[], metadata: File | null, labels: File | null, assume: boolean }} files @returns {LoadOptions} */
export function fileOptions({ weights, metadata, labels, assume }) {
  const options = {
    weights: weights.length === 1 ? weights[0] : weights,
    ...(metadata && { metadata }),
    ...(labels && { labels }),
    ...(assume && { assume: ASSUMED }),
  };
  return /** @type {LoadOptions} */ (options);
}

/** Replaces the metadata of a loaded network. @param {DenseNet} network @param {Configuration} configuration */
export async function configure(network, configuration) {
  await described(network).configure?.(configuration);
}

/** @typedef {{ inputSize: readonly [number, number], mean: readonly number[], std: readonly number[], cropPct: number, interpolation: string, colour: Colour | null, activation: Activation, temperature: number | null, threshold: number | null }} Edits */

/** @param {Record<string, unknown>} object @param {readonly string[]} keys */
const without = (object, keys) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/**
 * The canonical config.json with the visitor's changes. Without a colour, a temperature or a threshold, they get their
 * defaults; without labels, the classes are numbered.
 *
 * @param {Record<string, unknown>} canonical @param {number} channels @param {Edits} edits @param {readonly string[]} labels
 */
export function withEdits(canonical, channels, edits, labels) {
  const { op_threshs } = canonical;
  const { inputSize, mean, std, cropPct, interpolation, colour, activation, temperature, threshold } = edits;
  const pretrained = /** @type {Record<string, unknown>} */ (canonical.pretrained_cfg ?? {});
  return {
    ...without(canonical, ['label_names', 'op_threshs', 'temperature', 'threshold']),
    ...(labels.length > 0 && { label_names: labels }),
    problem_type: activation === 'softmax' ? 'single_label_classification' : 'multi_label_classification',
    ...(activation === 'op-norm' && { op_threshs }),
    ...(temperature !== null && { temperature }),
    ...(threshold !== null && { threshold }),
    pretrained_cfg: {
      ...without(pretrained, ['colour']),
      input_size: [channels, ...inputSize],
      crop_pct: cropPct,
      interpolation,
      ...(colour && { colour }),
      mean,
      std,
    },
  };
}

/** A value as JSON, with its numbers as the network has them. @param {unknown} value */
const inSinglePrecision = (value) =>
  JSON.stringify(value, (_, one) => (typeof one === 'number' ? Math.fround(one) : one));

/**
 * The origins after the visitor's edits: a value that did not change keeps where it came from.
 *
 * @param {Facts} before @param {Facts} after @returns {Facts}
 */
export function keepOrigins(before, after) {
  const metadata = Object.entries(after.metadata ?? {}).map(([name, stated]) => {
    const former = before.metadata?.[/** @type {keyof StatedMetadata} */ (name)];
    const same = former && inSinglePrecision(former.value) === inSinglePrecision(stated.value);
    return [name, same ? { ...stated, from: former.from } : stated];
  });
  return { ...after, metadata: Object.fromEntries(metadata) };
}
