/** @import { LoadProgress } from '../../index.js' */
/** @import { Network } from '../../wasm/burn/densenet_web_burn.js' */
/** @import { LoadArguments, NetworkSource } from '../shared/protocol.js' */
/** @import { Core } from './core.js' */
/** @import { LoadedFile } from './remote-file.js' */
import { keepKernelChoices, readKernelChoices } from './kernel-choices.js';
import { readMetadata } from './metadata.js';
import { readWeights } from './weights.js';

/**
 * A network, its config.json, and how many milliseconds it took from bytes to an engine that is ready.
 * @typedef {{ network: Network, metadata: string | undefined, load: number }} CreatedNetwork
 */

/**
 * @typedef {object} Loading
 * @property {Promise<Core>} core
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

/** @param {LoadArguments & { source: RandomSource }} args @param {Loading} loading */
async function createRandom({ source, engine, precision, ...args }, { core, signal, report }) {
  const reading = readMetadata(args.metadata, Promise.resolve({ isBare: false }), signal);
  const [{ Network }, file] = await Promise.all([core, reading]);
  report({ phase: 'engine', loaded: 0, total: null });
  const metadata = textOf(file);
  const labels = args.labels ?? undefined;
  return timed(metadata, () => Network.random(source.config, metadata, labels, engine, precision));
}

/** @param {LoadArguments & { source: Exclude<NetworkSource, RandomSource> }} args @param {Loading} loading */
async function createFromWeights({ source, engine, precision, ...args }, { core, signal, report }) {
  const reading = readWeights(source, args.sha256, signal, report);
  const [{ Network }, weights, file] = await Promise.all([
    core,
    reading,
    readMetadata(args.metadata, reading, signal),
  ]);
  const isBare = args.metadata.kind === 'url' && !file;
  const { bytes } = weights;
  const size = bytes.length;
  report({ phase: 'engine', loaded: 0, total: size });
  const metadata = textOf(file);
  const labels = args.labels ?? undefined;
  try {
    const choices = await readKernelChoices(size);
    const created = await timed(metadata, () =>
      Network.load(bytes, metadata, labels, engine, precision, choices),
    );
    const choicesNow = created.network.kernel_choices();
    await Promise.all([weights.keep(isBare), file?.keep(), keepKernelChoices(size, choicesNow)]);
    report({ phase: 'engine', loaded: size, total: size });
    return created;
  } catch (error) {
    const isBad = blamesFiles(error);
    await Promise.all([weights, file].map((one) => (isBad ? one?.forget() : one?.keep(isBare))));
    throw error;
  }
}

/** Whether the files are bad, rather than the engine or an argument. @param {unknown} error */
function blamesFiles(error) {
  const { code, details } = /** @type {{ code?: string, details?: { problem: string } }} */ (error);
  return /^invalid-/.test(code ?? '') && details?.problem !== 'label-count';
}

/** @param {LoadedFile | undefined} file */
const textOf = (file) => file && new TextDecoder().decode(file.bytes);

/** @param {string | undefined} metadata @param {() => Promise<Network>} create @returns {Promise<CreatedNetwork>} */
async function timed(metadata, create) {
  const start = performance.now();
  const network = await create();
  return { network, metadata, load: performance.now() - start };
}
