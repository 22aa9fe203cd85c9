/** @import { LoadProgress } from '../../index.js' */
/** @import { Checkpoint } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { FileSource, LoadArguments, NetworkSource, Reading } from '../shared/protocol.js' */
/** @import { Canonical } from './checkpoint.js' */
/** @import { Core } from './core.js' */
/** @import { Loaded } from './engine-order.js' */
/** @import { Memory } from './kernel-choices.js' */
/** @import { LoadedFile } from './remote-file.js' */
/** @import { Threads } from './threads.js' */
import { needsReaders, readCheckpoint } from './checkpoint.js';
import { readToCore, toCheckpoint } from './content.js';
import { loadOnFirst } from './engine-order.js';
import { readingOf } from './intake.js';
import { identifyAdapter, recall } from './kernel-choices.js';
import { readLabels } from './labels.js';
import { ALONE, readMetadata } from './metadata.js';
import { readWeights } from './weights.js';

/**
 * A network, what was found out about it, how many milliseconds it took from bytes to an engine that is ready, and where to keep
 * what is found out later.
 * @typedef {Loaded & { reading: Reading, load: number, memory?: Memory }} CreatedNetwork
 */

/**
 * @typedef {object} Loading
 * @property {Promise<Core>} core
 * @property {{ lend(): Promise<Threads | null> }} lender has threads for the CPU engine
 * @property {AbortSignal} signal
 * @property {(progress: LoadProgress) => void} report
 */

/** @param {LoadArguments} args @param {Loading} loading @returns {Promise<CreatedNetwork>} */
export function createNetwork(args, loading) {
  const { source } = args;
  return source.kind === 'random'
    ? createRandom({ ...args, source }, loading)
    : createFromWeights({ ...args, source }, loading);
}

/** @typedef {Extract<NetworkSource, { kind: 'random' }>} RandomSource */

/** @param {LoadArguments & { source: RandomSource }} args @param {Loading} loading @returns {Promise<CreatedNetwork>} */
async function createRandom({ source, engines, precision, ...args }, { core, lender, signal, report }) {
  const [{ Network }, file, labels] = await Promise.all([
    core,
    readMetadata(args.metadata, ALONE, signal),
    readLabels(args.labels, signal),
  ]);
  report({ phase: 'engine', loaded: 0, total: null });
  const start = performance.now();
  const loaded = await loadOnFirst(engines, (engine) =>
    Network.random(source.config, textOf(file), labels, engine, precision, lender),
  );
  const load = performance.now() - start;
  const { origins } = JSON.parse(loaded.network.info());
  return { ...loaded, reading: { origin: {}, sources: origins, notes: [] }, load };
}

/**
 * @param {LoadArguments & { source: FileSource }} args @param {Loading} loading
 * @returns {Promise<CreatedNetwork>}
 */
async function createFromWeights({ source, assume, reading, ...args }, { core, lender, signal, report }) {
  const adapter = args.engines.every((engine) => /cpu|burn/.test(engine)) ? [] : identifyAdapter();
  const reads = readWeights(source, args.sha256, signal, report, readToCore(core));
  const first = reads.then(([file]) => file);
  first.catch(() => {});
  const [build, weights, file, labels] = await Promise.all([
    core,
    reads,
    readMetadata(args.metadata, first, signal),
    readLabels(args.labels, signal),
  ]);
  const isBare = args.metadata.kind === 'url' && !file;
  const given = {
    get files() {
      return weights.map(({ bytes }) => bytes);
    },
    metadata: textOf(file),
    assume,
  };
  const size = given.files.reduce((sum, bytes) => sum + bytes.length, 0);
  report({ phase: 'engine', loaded: 0, total: size });
  const memory = await recall(size, await adapter);
  const start = performance.now();

  /** @param {Checkpoint} checkpoint @param {Omit<Canonical, 'bytes'>} canonical @returns {Promise<CreatedNetwork>} */
  const create = async (checkpoint, { metadata, reading }) => {
    const { engines, precision } = args;
    const loaded = await loadOnFirst(engines, (engine) =>
      checkpoint.load(metadata, labels, engine, precision, memory.choices, lender),
    );
    const known = reading ?? readingOf(checkpoint.bytes(), JSON.parse(loaded.network.info()));
    const sources = labels ? { ...known.sources, labels: /** @type {const} */ ('given') } : known.sources;
    return { ...loaded, reading: { ...known, sources }, load: performance.now() - start, memory };
  };

  const createFromOthers = async () => {
    const canonical = await readCheckpoint(given);
    const checkpoint = toCheckpoint(build, canonical.bytes);
    const created = await create(checkpoint, canonical);
    checkpoint.free();
    return created;
  };

  try {
    const { checkpoint } = weights[0];
    const created =
      !checkpoint || needsReaders(given)
        ? await createFromOthers()
        : // Most files are in our own form, so that few visitors download the file readers.
          await create(checkpoint, { metadata: given.metadata, reading }).catch((error) => {
            if (!blamesFiles(error)) throw error;
            return createFromOthers();
          });
    const kept = [...weights, file].map((one) => one?.keep(isBare));
    await Promise.all([...kept, memory.keep(created.network.kernel_choices())]);
    // The network has what it needs of it.
    checkpoint?.free();
    report({ phase: 'engine', loaded: size, total: size });
    return created;
  } catch (error) {
    const isBad = blamesFiles(error);
    await Promise.all([...weights, file].map((one) => (isBad ? one?.forget() : one?.keep(isBare))));
    throw error;
  }
}

/** Whether the files are bad, rather than the engine or an argument. @param {unknown} error */
export function blamesFiles(error) {
  const { code, details } = /** @type {{ code?: string, details?: { problem: string } }} */ (error);
  return /^invalid-/.test(code ?? '') && details?.problem !== 'label-count';
}

/** @param {LoadedFile | undefined} file */
export const textOf = (file) => file && new TextDecoder().decode(file.bytes);
