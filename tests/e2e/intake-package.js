// A stand-in for the package in the page's tests of what it says about checkpoints. It computes nothing, so the tests are
// quick; the page imports it instead of the package, which `intake-fixture.js` arranges.
import { smallPlan } from '../unit/plan.js';

/** @import { Layer, Plan } from 'densenet-web' */
/** @import { Facts } from '../../www/app/intake.js' */

/**
 * What it says of a file, by the file's name: facts, and how the network answers.
 *
 * @typedef {object} Story
 * @property {Partial<Facts>} [facts]
 * @property {object} [refusal] the details of an error instead.
 * @property {boolean} [rejected]
 * @property {{ label: string, probability: number }[]} [predictions]
 * @property {number} [classes]
 * @property {number} [channels]
 */

/** @type {Record<string, Story>} */
const stories = /** @type {any} */ (globalThis).stories ?? {};
/** What the page has asked for. @type {{ load: any[], configure: any[] }} */
const calls = { load: [], configure: [] };
Object.assign(globalThis, { calls });

const LABELS = ['airplane', 'bird', 'cat'];
const PREPROCESSING = {
  inputSize: [8, 8],
  cropPct: 0.875,
  interpolation: 'bilinear',
  mean: [0.4914, 0.4822, 0.4465],
  std: [0.247, 0.2435, 0.2616],
};
const TIMINGS = { decode: 1, preprocess: 1, run: 5 };
const ENGINE = { kind: 'cpu', adapter: 'none', precision: 'f32', reason: { code: 'asked', message: '' } };
const COST = { macs: 1, readBytes: 1, writtenBytes: 1 };
const STATS = {
  weightBytes: 1,
  activationBytes: 1,
  dispatches: null,
  submits: null,
  pipelines: null,
  compile: null,
};
const TIMES = { load: 1, firstRun: 1, medianRun: 1, runs: 1, workers: 1, layerTimes: null };

export class DenseNetError extends Error {
  /** @param {string} code @param {object} details */
  constructor(code, details) {
    super('refused');
    Object.assign(this, { code, details });
  }
}

export const planNetwork = async () => smallPlan();

/** @param {Story} story @returns {Plan} */
function planOf({ classes = LABELS.length, channels = 3 }) {
  const plan = smallPlan();
  const [stem, ...rest] = plan.layers;
  const layers = [{ ...stem, inChannels: channels }, ...rest];
  return {
    ...plan,
    layers: classes === 0 ? layers.slice(0, -1) : layers,
    config: { ...plan.config, num_classes: classes, in_channels: channels },
  };
}

/** @param {Plan} plan @param {string[]} labels @returns {Facts} */
const usualFacts = ({ config }, labels) => ({
  format: 'safetensors',
  scheme: 'torchvision',
  prefix: '',
  head: 'classifier',
  tensors: 118,
  used: 118,
  config,
  architecture: 'densenet',
  metadata: {
    inputSize: { value: [8, 8], from: 'file' },
    channels: { value: config.in_channels ?? 3, from: 'checkpoint' },
    mean: { value: PREPROCESSING.mean.map(Math.fround), from: 'file' },
    std: { value: PREPROCESSING.std.map(Math.fround), from: 'file' },
    cropPct: { value: PREPROCESSING.cropPct, from: 'default' },
    interpolation: { value: 'bilinear', from: 'file' },
    activation: { value: 'softmax', from: 'default' },
    labels: { value: labels, from: 'file' },
    temperature: { value: 1, from: 'default' },
    threshold: { value: null, from: 'default' },
  },
});

/** @param {unknown} source @returns {Promise<any>} */
const jsonIn = async (source) => (source instanceof Blob ? JSON.parse(await source.text()) : source);

/** @param {unknown} source */
const linesIn = async (source) =>
  source instanceof Blob
    ? (await source.text()).trim().split('\n')
    : /** @type {string[] | undefined} */ (source);

export class DenseNet {
  static models = ['small'];
  static clearCache = async () => {};

  /** @param {any} options */
  static async load({ weights, assume, metadata, labels }) {
    const files = [weights ?? []].flat().map((/** @type {File} */ { name }) => name);
    const name = files[0] ?? 'bundled';
    const story = stories[name] ?? {};
    calls.load.push({ files, assume, metadata: await jsonIn(metadata), labels: await linesIn(labels) });
    if (story.refusal && !assume) throw new DenseNetError('invalid-weights', story.refusal);
    return new DenseNet(story, assume !== undefined);
  }

  engine = ENGINE;
  /** @type {readonly import('densenet-web').Cut[]} */
  cuts = [];
  stats = { ...STATS, ...TIMES, cost: COST };
  architecture = 'densenet';
  preprocessing = PREPROCESSING;

  /** @param {Story} story @param {boolean} assumed */
  constructor(story, assumed) {
    this.story = story;
    this.plan = planOf(story);
    this.labels = LABELS.slice(0, story.classes);
    const usual = usualFacts(this.plan, this.labels);
    const metadata = { ...usual.metadata, ...story.facts?.metadata };
    this.intake = /** @type {Facts} */ ({ ...usual, ...story.facts, assumed, metadata });
    this.labels = [...(metadata.labels?.value ?? [])];
  }

  get activation() {
    return this.intake.metadata?.activation?.value;
  }

  get metadata() {
    const { mean, std } = /** @type {any} */ (this.intake.metadata);
    const how = {
      input_size: [3, 8, 8],
      crop_pct: 0.875,
      interpolation: 'bilinear',
      mean: mean.value,
      std: std.value,
    };
    return { architecture: 'densenet', label_names: this.labels, pretrained_cfg: how };
  }

  async preprocess() {
    const channels = this.plan.config.in_channels ?? 3;
    return {
      data: Float32Array.from({ length: channels * 64 }, (_, i) => (i % 11) / 5 - 1),
      channels,
      height: 8,
      width: 8,
    };
  }

  /** @param {any} configuration */
  async configure(configuration) {
    const metadata = await jsonIn(configuration.metadata);
    const given = await linesIn(configuration.labels);
    calls.configure.push({ metadata, labels: given });
    const labels = given ?? metadata?.label_names ?? this.labels;
    if (labels.length !== this.labels.length) {
      const details = { problem: 'label-count', found: labels.length, expected: this.labels.length };
      throw new DenseNetError('invalid-metadata', details);
    }
    this.labels = labels;
    const how = metadata?.pretrained_cfg;
    const changed = { labels, ...(how && { mean: how.mean, std: how.std, cropPct: how.crop_pct }) };
    const stated = Object.entries(changed).map(([name, value]) => [name, { value, from: 'given' }]);
    const all = { ...this.intake.metadata, ...Object.fromEntries(stated) };
    this.intake = { ...this.intake, labelSets: [], metadata: all };
  }

  /** @param {unknown} images */
  async classify(images) {
    if (this.labels.length === 0) throw new DenseNetError('invalid-input', { problem: 'no-classifier' });
    const { predictions, rejected = false } = this.story;
    const usual = this.labels.map((label, index) => ({ label, probability: 0.7 / 2 ** index }));
    const result = {
      predictions: (predictions ?? usual).map((one, index) => ({ index, ...one })),
      timings: TIMINGS,
      rejected,
    };
    return Array.isArray(images) ? images.map(() => result) : result;
  }

  embed = async () => new Float32Array(20);

  /** @param {string} name */
  async featureMaps(name) {
    const {
      outChannels: channels,
      height,
      width,
    } = /** @type {Layer} */ (this.plan.layers.find((layer) => layer.name === name));
    return {
      layer: name,
      images: 1,
      channels,
      height,
      width,
      data: new Float32Array(channels * height * width),
    };
  }

  classActivationMap = async () => ({ height: 4, width: 4, data: new Float32Array(16).fill(1) });
  featureReuse = async () => [];

  /** @param {number} index */
  async attribution(index) {
    return {
      class: index,
      bias: 0,
      logit: 1,
      origins: [{ layer: 'features.conv0', block: null, channels: 8, value: 1 }],
    };
  }

  dispose() {}
}
