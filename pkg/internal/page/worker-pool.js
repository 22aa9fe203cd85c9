/** @import { ImageSource } from '../../index.js' */
/** @import { Checkpoint, Loaded, Ran, Result, SentMaps } from '../shared/protocol.js' */
import { Client } from './worker-client.js';
import { DenseNetError } from '../shared/error.js';
import { capture } from './images.js';

/** More workers than this are only started when they are asked for. */
const MOST = 4;
/** Nor more than that have so many bytes of weights, beside the first one's. */
const MOST_BYTES = 128 * 2 ** 20;

/** A worker's share of a batch. @typedef {{ client: Client, first: number, count: number }} Share */
/** Which call it was, and who has its images. @typedef {{ batch: number, shares: Share[] }} Batch */

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
  /** The last call that did not fail. @type {Batch} */
  #last;
  #calls = 0;

  /** @param {Client} first @param {Loaded} loaded @param {number | null} asked how many workers were asked for */
  constructor(first, loaded, asked) {
    this.#first = first;
    this.#loaded = loaded;
    this.#size = loaded.engine.kind === 'cpu' ? (asked ?? usual(loaded.stats.weightBytes)) : 1;
    this.#ready = [first];
    this.#started = [first];
    this.#last = { batch: 0, shares: divide(1, [first]) };
    // Without it the others are of no use.
    first.onEnd = (error) => this.end(error);
  }

  /** How many workers have the network. */
  get workers() {
    return this.#ready.length;
  }

  /**
   * Classifies images, each worker some of them. After the first batch the others start, which help from then on.
   * @param {readonly ImageSource[]} images
   * @param {{ topK: number, timeLayers: boolean }} options @param {AbortSignal} [signal] @returns {Promise<Ran>}
   */
  async classify(images, options, signal) {
    const shares = divide(images.length, this.#ready);
    const ran = this.#remember(shares, (batch) =>
      shares.map(({ client, first, count }) => {
        const captured = capture(images.slice(first, first + count));
        const args = captured.then((args) => ({ ...args, ...options, batch, first, of: images.length }));
        return client.call('classify', args, { signal });
      }),
    );
    if (images.length > 1 && this.#started.length < this.#size) this.#grow();
    try {
      return merged(await ran);
    } catch (error) {
      const hasCrashed = shares.some(({ client }) => client.isEnded);
      if (this.#first.isEnded || !hasCrashed) throw error;
      const message = 'a worker that shared the batch failed: classify it again';
      throw new DenseNetError('internal', message, { cause: error });
    }
  }

  /** @param {ImageSource} image @param {AbortSignal} [signal] @returns {Promise<Result<'embed'>>} */
  async embed(image, signal) {
    const [ran] = await this.#remember(divide(1, [this.#first]), (batch) => {
      const args = capture([image]).then((args) => ({ ...args, batch }));
      return [this.#first.call('embed', args, { signal })];
    });
    return ran;
  }

  /** The maps of the last call's images, from all that have some. @param {string} layer @returns {Promise<SentMaps>} */
  async featureMaps(layer) {
    const { batch, shares } = this.#last;
    const parts = await Promise.all(shares.map(({ client }) => client.call('featureMaps', { batch, layer })));
    if (parts.length === 1) return parts[0];
    if (parts.some(({ shape }, index) => shape[0] !== shares[index].count)) {
      const message =
        'the batch took several passes, so that maps of some images are gone: give fewer at once';
      throw new DenseNetError('invalid-input', message);
    }
    return joined(parts);
  }

  /** @param {number} classIndex @param {number} image in the last call @returns {Promise<SentMaps>} */
  async classActivationMap(classIndex, image) {
    const { batch, shares } = this.#last;
    const share = shares.findLast(({ first }) => first <= image) ?? shares[0];
    try {
      return await share.client.call('classActivationMap', { batch, classIndex, image: image - share.first });
    } catch (error) {
      if (!(error instanceof DenseNetError) || error.code !== 'invalid-input') throw error;
      throw new DenseNetError('invalid-input', `the last pass had no image ${image}`, { cause: error });
    }
  }

  featureReuse() {
    return this.#first.call('featureReuse', {});
  }

  /** @param {DenseNetError} error */
  end(error) {
    this.#size = 0;
    this.#ready = [this.#first];
    for (const client of this.#started) client.end(error);
  }

  /**
   * Asks, and says from then on who was asked, unless it fails.
   * @template R @param {Share[]} shares @param {(batch: number) => Promise<R>[]} ask
   */
  async #remember(shares, ask) {
    const before = this.#last;
    const asked = { batch: ++this.#calls, shares };
    this.#last = asked;
    try {
      return await Promise.all(ask(asked.batch));
    } catch (error) {
      if (this.#last === asked) this.#last = before;
      throw error;
    }
  }

  /** Starts the other workers, with the weights of the first. Nothing is said if one fails: the network works without. */
  #grow() {
    const checkpoint = this.#first.call('checkpoint', {});
    // Whoever waits for it says what becomes of that.
    checkpoint.catch(() => {});
    for (let count = this.#started.length; count < this.#size; count++) void this.#start(checkpoint);
  }

  /** @param {Promise<Checkpoint>} checkpoint */
  async #start(checkpoint) {
    /** @type {Client | undefined} */
    let client;
    try {
      client = new Client();
      client.onEnd = () => (this.#ready = this.#ready.filter((one) => one !== client));
      this.#started.push(client);
      const { weights, config } = await checkpoint;
      await client.call('load', {
        source: { kind: 'bytes', bytes: weights },
        config: config === null ? { kind: 'none' } : { kind: 'text', text: config },
        labels: this.#loaded.labels,
        engine: 'cpu',
        precision: 'f32',
        sha256: null,
        progress: false,
      });
      this.#ready.push(client);
    } catch (error) {
      this.#size = this.#started.length;
      client?.end(/** @type {DenseNetError} */ (error));
    }
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
