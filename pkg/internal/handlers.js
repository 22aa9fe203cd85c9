/** @import { LoadProgress, Plan } from '../index.js' */
/** @import { EngineStats, Handlers, LoadArguments, Loaded, Ran, SentImage, SentMaps } from './protocol.js' */
import { describe, Network } from '../wasm/densenet_web.js';
import { loadCode } from './code.js';
import { readConfig } from './config.js';
import { close, decode } from './decode.js';
import { DenseNetError } from './error.js';
import { disown, readWeights } from './weights.js';

/** What the worker can do, with the one network that it has. @param {URL} wasmUrl @returns {Handlers} */
export function createHandlers(wasmUrl) {
  /** @type {Network} */
  let network;
  /** @type {string[]} */
  let labels;

  /** @param {{ images: SentImage[], topK: number }} args @param {AbortSignal} signal @returns {Promise<Ran>} */
  async function run({ images, topK }, signal) {
    const start = performance.now();
    const { rgba, sizes } = await decodeAll(images, signal);
    const decode = performance.now() - start;
    signal.throwIfAborted();
    const { predictions, preprocess, run } = JSON.parse(await network.classify(rgba, sizes, topK));
    const timings = { decode, preprocess, run };
    const results = predictions.map((/** @type {{ index: number, probability: number }[]} */ of) => ({
      predictions: of.map(({ index, probability }) => ({ index, label: labels[index], probability })),
      timings,
    }));
    return { results, run, stats: statsOf(network) };
  }

  return {
    async load(args, { signal, report }) {
      const code = loadCode(wasmUrl, args.progress ? report : null);
      const { made, load } = await make(args, code, signal, report);
      network = made;
      const info = JSON.parse(network.info());
      labels = args.labels ?? info.labels;
      if (labels.length !== info.labels.length) {
        const message = `there are ${labels.length} labels, but the network has ${info.labels.length} classes`;
        throw new DenseNetError('invalid-argument', message);
      }
      const { engine, architecture } = info;
      return {
        plan: JSON.parse(network.plan()),
        engine,
        architecture,
        labels,
        load,
        stats: statsOf(network),
      };
    },

    async describe({ config, inputSize }) {
      await loadCode(wasmUrl, null);
      if (inputSize) return JSON.parse(describe(config, ...inputSize));
      /** @type {Plan} */
      const plan = JSON.parse(describe(config, 224, 224));
      return plan.config.stem === 'cifar' ? JSON.parse(describe(config, 32, 32)) : plan;
    },

    classify: (args, { signal }) => run(args, signal),

    async embed({ images }, { signal }) {
      const ran = await run({ images, topK: 1 }, signal);
      return { ...ran, data: /** @type {Float32Array<ArrayBuffer>} */ (await network.embedding()) };
    },

    featureMaps: async ({ layer }) => take(await network.feature_maps(layer)),

    classActivationMap: async ({ classIndex, image }) =>
      take(await network.class_activation_map(classIndex, image)),

    featureReuse: async () => JSON.parse(network.feature_reuse()),
  };
}

/**
 * Reads what is needed, all at once, and makes the network.
 * @param {LoadArguments} args @param {Promise<void>} code
 * @param {AbortSignal} signal @param {(progress: LoadProgress) => void} report
 */
async function make({ source, config, engine, sha256 }, code, signal, report) {
  if (source.kind === 'random') {
    await code;
    return timed(() => Network.random(source.config, engine));
  }
  const reading = readWeights(source, sha256, signal, report);
  const [{ bytes }, text] = await Promise.all([reading, readConfig(config, reading, signal), code]);
  report({ phase: 'engine', loaded: 0, total: bytes.length });
  try {
    const done = await timed(() => Network.load(bytes, text, engine));
    report({ phase: 'engine', loaded: bytes.length, total: bytes.length });
    return done;
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === 'invalid-weights') await disown(source);
    throw error;
  }
}

/** @param {() => Promise<Network>} start */
async function timed(start) {
  const before = performance.now();
  const made = await start();
  return { made, load: performance.now() - before };
}

/** The pixels of all images behind each other. @param {SentImage[]} images @param {AbortSignal} signal */
async function decodeAll(images, signal) {
  const pixels = [];
  try {
    for (const [index, image] of images.entries()) {
      signal.throwIfAborted();
      pixels.push(
        await decode(image, signal).catch((error) => Promise.reject(located(error, index, images.length))),
      );
    }
  } finally {
    images.slice(pixels.length).forEach(close);
  }
  const rgba =
    pixels.length === 1 ? pixels[0].data : new Uint8Array(pixels.reduce((sum, p) => sum + p.data.length, 0));
  let at = 0;
  for (const { data } of pixels.length === 1 ? [] : pixels) {
    rgba.set(data, at);
    at += data.length;
  }
  return { rgba, sizes: Uint32Array.from(pixels.flatMap(({ width, height }) => [width, height])) };
}

/** Says which of several images failed. @param {unknown} error @param {number} index @param {number} count */
function located(error, index, count) {
  if (count === 1 || !(error instanceof DenseNetError)) return error;
  return new DenseNetError(error.code, `image ${index + 1} of ${count}: ${error.message}`, { cause: error });
}

/** @param {Network} network @returns {EngineStats} */
const statsOf = (network) => ({ layerTimes: null, ...JSON.parse(network.info()).stats });

/** Moves maps out of the WebAssembly. @param {import('../wasm/densenet_web.js').Maps} maps @returns {SentMaps} */
function take(maps) {
  try {
    const [images, channels, height, width] = maps.shape;
    return {
      data: /** @type {Float32Array<ArrayBuffer>} */ (maps.data),
      shape: [images, channels, height, width],
    };
  } finally {
    maps.free();
  }
}
