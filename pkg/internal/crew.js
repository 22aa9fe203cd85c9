/** @import { ImageSource } from '../index.js' */
/** @import { Loaded, Ran, SentMaps } from './protocol.js' */
import { Client } from './client.js';
import { DenseNetError } from './error.js';
import { capture } from './images.js';

/** More workers than this are only started when they are asked for. */
const MOST = 4;
/** Nor more than that have so many bytes of weights, beside the first one's. */
const MOST_BYTES = 128 * 2 ** 20;

/** A worker's share of the last batch. @typedef {{ client: Client, first: number, count: number }} Share */

/** The workers of a network: the one that loaded it and, on the CPU engine, which uses one core, others that share batches. */
export class Crew {
  #first;
  #loaded;
  /** How many workers there may be. */
  #size;
  /** Those that have the network by now. @type {Client[]} */
  #ready;
  /** All that were started. @type {Client[]} */
  #started;
  /** Who has the images of the last call. @type {Share[]} */
  #shares;
  /** The last call: its maps are of no use if it fails in one worker and not in another. @type {Promise<unknown>} */
  #running = Promise.resolve();

  /** @param {Client} first @param {Loaded} loaded @param {number | null} asked how many workers were asked for */
  constructor(first, loaded, asked) {
    this.#first = first;
    this.#loaded = loaded;
    this.#size = loaded.engine.kind === 'cpu' ? (asked ?? usual(loaded.stats.weightBytes)) : 1;
    this.#ready = [first];
    this.#started = [first];
    this.#shares = divide(1, [first]);
  }

  /** How many workers have the network. */
  get workers() {
    return this.#members.length;
  }

  get #members() {
    return this.#ready.filter((client) => client === this.#first || !client.isEnded);
  }

  /**
   * Classifies images, each worker some of them. The first batch starts the others, which help from the next one on.
   * @param {readonly ImageSource[]} images
   * @param {{ topK: number, timeLayers: boolean }} options @param {AbortSignal} [signal] @returns {Promise<Ran>}
   */
  async classify(images, options, signal) {
    if (images.length > 1 && this.#started.length < this.#size) this.#grow();
    this.#shares = divide(images.length, this.#members);
    const calls = this.#shares.map(({ client, first, count }) => {
      const captured = capture(images.slice(first, first + count));
      const args = captured.then((args) => ({ ...args, ...options, first, of: images.length }));
      return client.call('classify', args, { signal });
    });
    const running = Promise.all(calls);
    this.#running = running;
    return merged(await running);
  }

  /** @param {ImageSource} image @param {AbortSignal} [signal] */
  embed(image, signal) {
    this.#shares = divide(1, [this.#first]);
    return this.#first.call('embed', capture([image]), { signal });
  }

  /** The maps of the last call's images, from all that have some. @param {string} layer @returns {Promise<SentMaps>} */
  async featureMaps(layer) {
    const running = this.#running;
    const parts = await Promise.all(this.#shares.map(({ client }) => client.call('featureMaps', { layer })));
    if (parts.length === 1) return parts[0];
    await isOver(running);
    return joined(parts);
  }

  /** @param {number} classIndex @param {number} image in the last call @returns {Promise<SentMaps>} */
  async classActivationMap(classIndex, image) {
    const [shares, running] = [this.#shares, this.#running];
    if (shares.length === 1) return this.#first.call('classActivationMap', { classIndex, image });
    const share = shares.find(({ first, count }) => image < first + count);
    if (!share) throw new DenseNetError('invalid-input', `the last pass had no image ${image}`);
    const map = await share.client.call('classActivationMap', { classIndex, image: image - share.first });
    await isOver(running);
    return map;
  }

  featureReuse() {
    return this.#first.call('featureReuse', {});
  }

  /** @param {DenseNetError} error */
  end(error) {
    this.#size = 0;
    for (const client of this.#started) client.end(error);
  }

  /** Starts the other workers, with the weights of the first. They are only of use, so nothing is said if one fails. */
  #grow() {
    const checkpoint = this.#first.call('checkpoint', {});
    while (this.#started.length < this.#size) {
      const client = new Client();
      this.#started.push(client);
      this.#teach(client, checkpoint).catch((error) => client.end(error));
    }
  }

  /** @param {Client} client @param {Promise<import('./protocol.js').Checkpoint>} checkpoint */
  async #teach(client, checkpoint) {
    const { data, config } = await checkpoint;
    await client.call('load', {
      source: { kind: 'bytes', bytes: data },
      config: config === null ? { kind: 'none' } : { kind: 'text', text: config },
      labels: this.#loaded.labels,
      engine: 'cpu',
      precision: 'f32',
      sha256: null,
      progress: false,
    });
    this.#ready.push(client);
  }
}

/** How many workers, if nobody says. @param {number} weightBytes */
const usual = (weightBytes) =>
  Math.max(1, Math.min(MOST, navigator.hardwareConcurrency ?? 1, 1 + Math.floor(MOST_BYTES / weightBytes)));

/** Shares that differ by at most one image, in order. @param {number} images @param {Client[]} clients @returns {Share[]} */
function divide(images, clients) {
  const count = Math.min(images, clients.length);
  return clients.slice(0, count).map((client, index) => {
    const [first, next] = [index, index + 1].map((part) => Math.ceil((part * images) / count));
    return { client, first, count: next - first };
  });
}

/** @param {Ran[]} parts @returns {Ran} */
function merged(parts) {
  if (parts.length === 1) return parts[0];
  const longest = (/** @type {'decode' | 'preprocess' | 'run'} */ what) =>
    Math.max(...parts.map(({ results }) => results[0].timings[what]));
  const timings = { decode: longest('decode'), preprocess: longest('preprocess'), run: longest('run') };
  const results = parts.flatMap(({ results }) =>
    results.map(({ predictions }) => ({ predictions, timings })),
  );
  return { results, run: timings.run, stats: parts[0].stats };
}

/** @param {SentMaps[]} parts @returns {SentMaps} */
function joined(parts) {
  const data = new Float32Array(parts.reduce((length, part) => length + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  const [, channels, height, width] = parts[0].shape;
  return {
    data,
    shape: [parts.reduce((images, { shape }) => images + shape[0], 0), channels, height, width],
  };
}

/** @param {Promise<unknown>} batch */
async function isOver(batch) {
  try {
    await batch;
  } catch (cause) {
    throw new DenseNetError('nothing-run', 'the last batch failed: classify something first', { cause });
  }
}
