/** @import { Classified, Cut } from '../../index.js' */
/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { Context, EngineFigures, Handlers, ImageBatch, Reading } from '../shared/protocol.js' */
/** @import { Builds } from './core.js' */
/** @import { Memory } from './kernel-choices.js' */
import { inspect } from './checkpoint.js';
import { configureNetwork } from './configure.js';
import { loadCore, setReaders } from './core.js';
import { withCuts, withoutCuts } from './cuts.js';
import { describe } from './describe.js';
import { setDownloads } from './download.js';
import { embed } from './embed.js';
import { createError, featuresGone } from './errors.js';
import { createExplanations } from './explain.js';
import { readLabels } from './labels.js';
import { take } from './maps.js';
import { ALONE, readMetadata } from './metadata.js';
import { createNetwork, textOf } from './network.js';
import { createPlanner } from './plan.js';
import { prepareImages } from './prepare.js';
import { startThreads } from './threads.js';
import { isTrap } from './traps.js';
import { readWeights } from './weights.js';

/** The methods of a worker, which has one network. @param {Builds} builds @returns {Handlers} */
export function createHandlers(builds) {
  setReaders(builds.files);
  /** @type {Network} */
  let network;
  /** Where it is remembered what is fastest. @type {Memory | undefined} */
  let memory;
  /** What was found out about it. @type {Reading} */
  let reading;
  /** The call that the last pass belongs to. */
  let lastCall = 0;
  /** Its images, by their position in this worker's share. @type {number[]} */
  let lastImages = [];
  /** How many of them were in passes that the network no longer knows of. */
  let gone = 0;
  /** Of the last timed pass. @type {number[] | null} */
  let layerTimes = null;
  /** @type {readonly Cut[]} */
  let cuts = [];
  /** Changes with every call and every cut. */
  let version = 0;
  /** What the page knows about the engine. */
  let engine = '';

  /** Prepares a call's images. @param {ImageBatch} batch @param {AbortSignal} signal */
  async function prepare(batch, signal) {
    const ready = await prepareImages(network, batch, signal);
    lastCall = batch.call;
    lastImages = ready.positions;
    gone = 0;
    version += 1;
    return ready;
  }

  /** The maps that are there must be those of the given call. @param {number} call */
  function checkCall(call) {
    if (call !== lastCall) throw createError({ problem: 'last-call-failed' });
  }

  /** @returns {EngineFigures} */
  const figures = () => ({ layerTimes, ...JSON.parse(network.stats()) });

  const described = async () => {
    const all = await describe(network, reading, builds.labels);
    reading = all.reading;
    return all.described;
  };

  /** @param {readonly Cut[]} changed */
  const setCuts = (changed) => {
    network.cut(JSON.stringify(changed));
    cuts = changed;
    version += 1;
    return cuts;
  };

  const explanations = createExplanations({
    get network() {
      return network;
    },
    get version() {
      return version;
    },
    positionOf({ call, image }) {
      checkCall(call);
      if (call === 0) return image;
      // Also for an image that was left out, this is an image that there is not.
      const position = lastImages.indexOf(image);
      if (position >= 0 && position < gone) throw featuresGone(image);
      return position - gone;
    },
  });

  /** Tells the page when the network has moved to another engine. @param {Context} context */
  function watchEngine({ reportEngine }) {
    const current = network.engine();
    if (current === engine) return;
    engine = current;
    reportEngine(JSON.parse(engine));
  }

  /** @type {Handlers} */
  const handlers = {
    ...explanations,

    async load(args, { signal, report, lend }) {
      setDownloads(args.timeout, args.credentials);
      const [first] = args.engines;
      const needsBurn = args.engines.includes('burn') || args.source.kind === 'random';
      const core = loadCore(needsBurn ? builds.burn : builds.standard, args.reportsProgress ? report : null);
      /** @type {ReturnType<typeof startThreads> | undefined} */
      let threads;
      const lender = { lend: () => (threads ??= startThreads(builds.kernels, args.threads, lend)) };
      if (first === 'cpu' || (first === 'auto' && !globalThis.navigator?.gpu)) lender.lend();
      const created = await createNetwork(args, { core, lender, signal, report });
      ({ network, reading, memory } = created);
      engine = network.engine();
      // Those that were only needed to find out which engine is faster.
      if (threads && JSON.parse(engine).kind !== 'cpu') await lend([]);
      if (args.cuts.length > 0) setCuts(args.cuts);
      const chosen = { ...JSON.parse(engine), ...(created.reason && { reason: created.reason }) };
      const facts = { plan: JSON.parse(network.plan()), engine: chosen, cuts, stats: figures() };
      return { ...facts, load: created.load, ...(await described()) };
    },

    async configure({ metadata, labels }, { signal }) {
      const [file, list] = await Promise.all([
        readMetadata(metadata, ALONE, signal),
        readLabels(labels, signal),
      ]);
      reading = await configureNetwork(network, reading, textOf(file), list);
      return described();
    },

    async inspectCheckpoint({ source, assume, ...args }, { signal }) {
      setDownloads(args.timeout, args.credentials);
      const weights = await readWeights(source, args.sha256, signal, () => {});
      const file = await readMetadata(args.metadata, ALONE, signal);
      return inspect(
        { files: weights.map(({ bytes }) => bytes), metadata: textOf(file), assume },
        builds.labels,
      );
    },

    planNetwork: createPlanner(builds.standard),

    async classify({ topK, timeLayers, ...batch }, { signal }) {
      const { prepared, toResult } = await prepare(batch, signal);
      if (prepared.length === 0) return toResult(0, figures());
      /** @type {Classified} */
      const classified = JSON.parse(await network.classify(prepared, topK, timeLayers));
      layerTimes = classified.layerTimes ?? layerTimes;
      return toResult(classified.run, figures(), (i) => ({
        predictions: classified.predictions[i],
        rejected: classified.rejected[i],
      }));
    },

    async embed(batch, { signal }) {
      const { prepared, toResult } = await prepare(batch, signal);
      if (prepared.length === 0) return { ...toResult(0, figures()), data: new Float32Array() };
      const { run, data, ...embedded } = await embed(network, prepared, signal);
      gone = embedded.gone;
      return { ...toResult(run, figures()), data };
    },

    async preprocess({ images }, { signal }) {
      const batch = { call: 0, images, offset: 0, total: 1, skip: false };
      const [input] = (await prepareImages(network, batch, signal)).prepared;
      try {
        return { images: 1, ...take(input.tensor()) };
      } finally {
        input.free();
      }
    },

    async featureMaps({ call, layer }) {
      checkCall(call);
      const images = lastImages.length;
      if (call > 0 && images === 0) return { images, data: new Float32Array(), shape: [0, 0, 0, 0] };
      return { images, ...take(await network.feature_maps(layer)) };
    },

    cut: async ({ cuts: added }) => setCuts(withCuts(cuts, added)),

    restore: async ({ cuts: restored }) => setCuts(restored ? withoutCuts(cuts, restored) : []),

    async rerun({ call, topK }) {
      checkCall(call);
      const images = lastImages.length;
      const nothing = {
        images,
        results: [],
        timings: { decode: 0, preprocess: 0, run: 0 },
        stats: figures(),
      };
      if (call > 0 && images === 0) return nothing;
      /** @type {Classified} */
      const { predictions, rejected, run } = JSON.parse(await network.rerun(topK));
      const results = predictions.map((best, index) => ({ predictions: best, rejected: rejected[index] }));
      return { images, results, timings: { decode: 0, preprocess: 0, run }, stats: figures() };
    },

    featureReuse: async () => JSON.parse(network.feature_reuse()),

    async tune() {
      const goesOn = lastCall > 0 && (await network.tune());
      await memory?.keep(network?.kernel_choices());
      return goesOn;
    },

    async free() {
      network?.free();
      network = /** @type {any} */ (undefined);
    },

    checkpoint: async () => ({
      weights: new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (network.checkpoint())]),
      metadata: network.metadata(),
      cuts,
      reading,
    }),
  };

  /** @param {(args: any, context: Context) => Promise<any>} handle @returns {typeof handle} */
  const watched = (handle) => async (args, context) => {
    let isUsable = true;
    try {
      return await handle(args, context);
    } catch (error) {
      isUsable = !isTrap(error);
      throw error;
    } finally {
      if (network && isUsable) watchEngine(context);
    }
  };
  const all = Object.entries(handlers).map(([method, handle]) => [method, watched(handle)]);
  return Object.fromEntries(all);
}
