/** @import { LoadProgress } from '../../index.js' */
import init from '../../wasm/densenet_web.js';
import { messageOf } from '../shared/error.js';
import { download, withByteCount } from './download.js';
import { createError } from './errors.js';

const WASM_TYPE = 'application/wasm';

/**
 * Compiles the WebAssembly while it downloads.
 * @param {URL} url @param {((progress: LoadProgress) => void) | null} report
 */
export async function loadCore(url, report) {
  const response = await download(url.href, 'wasm');
  try {
    await init({ module_or_path: toModule(response, report) });
  } catch (cause) {
    throw compileError(url.href, cause);
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
  if (cause instanceof WebAssembly.CompileError || cause instanceof WebAssembly.LinkError) {
    return createError({ problem: 'wasm-not-compiled', reason }, { cause });
  }
  return createError({ problem: 'wasm-not-loaded', url, reason }, { cause });
}
