/** @import { LoadProgress, Plan } from '../../index.js' */
/** @import { EngineStats, Handlers, LoadArguments, Loaded, Ran, SentMaps } from '../shared/protocol.js' */
import { describe, Network } from '../../wasm/densenet_web.js';
import { loadCode } from './core.js';
import { readConfig } from './metadata.js';
import { DenseNetError } from '../shared/error.js';
import { prepareAll } from './prepare.js';
import { keepTuning, recallTuning } from './kernel-choices.js';
import { readWeights } from './weights.js';

/** What the worker can do, with the one network that it has. @param {URL} wasmUrl @returns {Handlers} */
export function createHandlers(wasmUrl) {
  /** @type {Network} */
  let network;
  /** The text of its config.json. @type {string | undefined} */
  let sidecar;
  /** @type {string[]} */
  let labels;
  /** The call that the last pass belongs to. */
  let last = 0;
  /** Of the last pass that was timed. @type {number[] | null} */
  let layerTimes = null;

  /** @param {import('../shared/protocol.js').Arguments<'classify'>} args @param {AbortSignal} signal @returns {Promise<Ran>} */
  async function run({ images, batch, first, of, topK, timeLayers }, signal) {
    const { prepared, times } = await prepareAll(network, { images, first, of }, signal);
    last = batch;
    const answer = JSON.parse(await network.classify(prepared, topK, timeLayers));
    const { predictions, run } = answer;
    layerTimes = answer.layerTimes ?? layerTimes;
    const timings = { ...times, run };
    const results = predictions.map((/** @type {{ index: number, probability: number }[]} */ of) => ({
      predictions: of.map(({ index, probability }) => ({ index, label: labels[index], probability })),
      timings,
    }));
    return { results, run, stats: stats() };
  }

  /** @param {number} batch the call whose pass must be the last one */
  function checkLast(batch) {
    if (batch === last) return;
    throw new DenseNetError('nothing-run', 'the last call failed or was given up: classify something first');
  }

  /** @returns {EngineStats} */
  const stats = () => ({ layerTimes, ...JSON.parse(network.stats()) });

  return {
    async load(args, { signal, report }) {
      const code = loadCode(wasmUrl, args.progress ? report : null);
      const { made, load, text } = await make(args, code, signal, report);
      network = made;
      sidecar = text;
      const info = JSON.parse(network.info());
      labels = args.labels ?? info.labels;
      if (labels.length !== info.labels.length) {
        const message = `there are ${labels.length} labels, but the network has ${info.labels.length} classes`;
        throw new DenseNetError('invalid-argument', message);
      }
      const { engine, architecture, preprocessing } = info;
      return {
        plan: JSON.parse(network.plan()),
        engine,
        architecture,
        preprocessing,
        labels,
        load,
        stats: stats(),
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

    async embed({ images, batch }, { signal }) {
      const ran = await run({ images, batch, first: 0, of: 1, topK: 1, timeLayers: false }, signal);
      return { ...ran, data: /** @type {Float32Array<ArrayBuffer>} */ (await network.embedding()) };
    },

    async featureMaps({ batch, layer }) {
      checkLast(batch);
      return take(await network.feature_maps(layer));
    },

    async classActivationMap({ batch, classIndex, image }) {
      checkLast(batch);
      return take(await network.class_activation_map(classIndex, image));
    },

    checkpoint: async () => ({
      weights: new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (network.checkpoint())]),
      config: sidecar ?? null,
    }),

    featureReuse: async () => JSON.parse(network.feature_reuse()),
  };
}

/**
 * Reads what is needed, all at once, and makes the network.
 * @param {LoadArguments} args @param {Promise<void>} code
 * @param {AbortSignal} signal @param {(progress: LoadProgress) => void} report
 */
async function make({ source, config, engine, precision, sha256 }, code, signal, report) {
  if (source.kind === 'random') {
    const [sidecar] = await Promise.all([
      readConfig(config, Promise.resolve({ cached: false }), signal),
      code,
    ]);
    report({ phase: 'engine', loaded: 0, total: null });
    const text = textOf(sidecar);
    return { ...(await timed(() => Network.random(source.config, text, engine, precision))), text };
  }
  const reading = readWeights(source, sha256, signal, report);
  const [weights, sidecar] = await Promise.all([reading, readConfig(config, reading, signal), code]);
  const { length } = weights.bytes;
  report({ phase: 'engine', loaded: 0, total: length });
  const text = textOf(sidecar);
  try {
    const tuning = await recallTuning(length);
    const done = await timed(() => Network.load(weights.bytes, text, engine, precision, tuning));
    await Promise.all([weights.keep(), sidecar?.keep(), keepTuning(length, done.made.tuning())]);
    report({ phase: 'engine', loaded: length, total: length });
    return { ...done, text };
  } catch (error) {
    const isInvalid = /^invalid-/.test(/** @type {{ code?: string }} */ (error).code ?? '');
    await Promise.all([weights, sidecar].map((file) => (isInvalid ? file?.forget() : file?.keep())));
    throw error;
  }
}

/** @param {import('./remote-file.js').File | undefined} file */
const textOf = (file) => file && new TextDecoder().decode(file.bytes);

/** @param {() => Promise<Network>} start */
async function timed(start) {
  const before = performance.now();
  const made = await start();
  return { made, load: performance.now() - before };
}

/** Moves maps out of the WebAssembly. @param {import('../../wasm/densenet_web.js').Maps} maps @returns {SentMaps} */
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
