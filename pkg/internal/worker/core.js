/** @import { LoadProgress } from '../../index.js' */
/** @import { KernelFiles } from './threads.js' */
import { messageOf } from '../shared/error.js';
import { download, withByteCount } from './download.js';
import { createError } from './errors.js';
import { isOutOfMemory } from './traps.js';

/** The WebAssembly's exports. Only the build with burn has `Network.random`. @typedef {typeof import('../../wasm/burn/densenet_web_burn.js')} Core */
/** The exports of the build that reads files. @typedef {typeof import('../../wasm/files/densenet_web_files.js')} Readers */
/** The files of one build; its bindings may be there already. @typedef {{ bindings: URL, wasm: URL, module?: any }} Build */
/** @typedef {{ standard: Build, burn: Build, files: Build, kernels: KernelFiles, labels: URL }} Builds */

const WASM_TYPE = 'application/wasm';

/** The build that reads files. @type {Build | undefined} */
let files;
/** @type {Promise<Readers> | undefined} */
let readers;

/** @param {Build} build */
export const setReaders = (build) => (files = build);

/** What few loads and few browsers need, downloaded when it is first used. @returns {Promise<Readers>} */
export function loadReaders() {
  readers ??= load(/** @type {Build} */ (files), null);
  // The next use tries again.
  readers.catch(() => (readers = undefined));
  return readers;
}

/** A network's code. @param {Build} build @param {((progress: LoadProgress) => void) | null} report @returns {Promise<Core>} */
export const loadCore = (build, report) => load(build, report);

/**
 * Compiles a WebAssembly file while it downloads.
 * @param {Build} build @param {((progress: LoadProgress) => void) | null} report @returns {Promise<any>}
 */
async function load({ bindings, wasm, module = importBindings(bindings) }, report) {
  const [core, response] = await Promise.all([module, download(wasm.href, 'wasm')]);
  try {
    await core.default({ module_or_path: toModule(response, report) });
    return core;
  } catch (cause) {
    throw compileError(wasm.href, cause);
  }
}

/** By URL, because a literal import() would need a bundler that can split the worker's code. @param {URL} url */
async function importBindings({ href }) {
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ href);
  } catch (cause) {
    throw createError({ problem: 'bindings-not-loaded', url: href, reason: messageOf(cause) }, { cause });
  }
}

/**
 * A response that streaming compilation accepts, whatever type the server declares. It stays untouched where possible,
 * because browsers cache the compiled code of those.
 * @param {Response} response @param {((progress: LoadProgress) => void) | null} report
 */
function toModule(response, report) {
  if (!report && response.headers.get('content-type') === WASM_TYPE) return response;
  const count = (/** @type {number} */ loaded, /** @type {number | null} */ total) =>
    report?.({ phase: 'code', loaded, total });
  return withByteCount(response, count, { 'content-type': WASM_TYPE });
}

/** @param {string} url @param {unknown} cause */
function compileError(url, cause) {
  const reason = messageOf(cause);
  if (/content security policy|unsafe-eval/i.test(reason)) {
    return createError({ problem: 'wasm-forbidden', reason }, { cause });
  }
  if (isOutOfMemory(cause)) return createError({ problem: 'memory-exhausted', reason }, { cause });
  if (cause instanceof WebAssembly.CompileError || cause instanceof WebAssembly.LinkError) {
    return createError({ problem: 'wasm-not-compiled', reason }, { cause });
  }
  return createError({ problem: 'wasm-not-loaded', url, reason }, { cause });
}
