/** @import { LoadOptions } from '../../index.js' */
/** @import { LoadArguments, ReadArguments } from '../shared/protocol.js' */
import { checkInteger, show, wrongType } from './check.js';
import { toCuts } from './cuts.js';
import { createError } from './errors.js';
import { place } from './place.js';
import { sourcesOf, toLabelsSource } from './sources.js';

const ENGINES = ['auto', 'webgpu', 'cpu', 'burn'];
const PRECISIONS = ['auto', 'f32', 'f16'];
const CREDENTIALS = ['omit', 'same-origin', 'include'];
const MAX_THREADS = 8;
const MAX_WORKERS = 64;
/** Milliseconds. */
const DEFAULT_TIMEOUT = 30_000;

/** @type {(keyof LoadOptions)[]} */
export const LOAD_OPTIONS = [
  'model',
  'weights',
  'random',
  'metadata',
  'labels',
  'assume',
  'engine',
  'precision',
  'threads',
  'worker',
  'workers',
  'cuts',
  'onProgress',
  'onEngineChange',
  'signal',
  'cache',
  'sha256',
  'timeout',
  'credentials',
  'baseUrl',
];

/** Checks the options of `load` and turns them into the worker's arguments. @param {LoadOptions} options @returns {LoadArguments} */
export function toLoadArguments(options) {
  const { engine = 'auto', precision = 'auto', cuts = [], onProgress, onEngineChange } = options;
  /** @type {any[]} */
  const engines = Array.isArray(engine) ? Array.from(engine) : [engine];
  if (engines.length === 0 || !engines.every((one) => ENGINES.includes(one))) {
    throw createError({ problem: 'unknown-engine', found: show(engine), engines: ENGINES });
  }
  if (!PRECISIONS.includes(precision)) {
    throw createError({ problem: 'unknown-precision', found: show(precision), precisions: PRECISIONS });
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') throw wrongType('onProgress');
  if (onEngineChange !== undefined && typeof onEngineChange !== 'function') throw wrongType('onEngineChange');
  return {
    ...toReadArguments(options),
    engines,
    precision,
    threads: checkInteger('threads', options.threads ?? defaultThreads(), 1, MAX_THREADS),
    cuts: toCuts(cuts),
    reading: null,
    reportsProgress: onProgress !== undefined,
  };
}

/** The part of the options that says what is read. @param {LoadOptions} options @returns {ReadArguments} */
export function toReadArguments(options) {
  const { labels, assume, sha256, credentials = 'omit' } = options;
  if (!CREDENTIALS.includes(credentials)) throw wrongType('credentials');
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) throw wrongType('sha256');
  if (assume !== undefined && typeof assume !== 'string') throw wrongType('assume');
  return {
    ...sourcesOf(options),
    labels: labels === undefined ? null : toLabelsSource(labels, Boolean(options.cache ?? true)),
    assume: assume ?? null,
    sha256: sha256?.toLowerCase() ?? null,
    timeout: checkInteger('timeout', options.timeout ?? DEFAULT_TIMEOUT, 1),
    credentials,
  };
}

/** A thread per core. */
const defaultThreads = () => Math.min(place.cores(), MAX_THREADS);

/** The number of workers, or null where it is left to the package. @param {LoadOptions} options */
export const requestedWorkers = ({ workers }) =>
  workers === undefined ? null : checkInteger('workers', workers, 1, MAX_WORKERS);
