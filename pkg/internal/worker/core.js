/** @import { LoadProgress } from '../../index.js' */
import init from '../../wasm/densenet_web.js';
import { download, withCount } from './download.js';
import { DenseNetError, messageOf } from '../shared/error.js';

const WHAT = "the package's WebAssembly";
const TYPE = 'application/wasm';

/**
 * Compiles the WebAssembly while it comes in.
 * @param {URL} url @param {((progress: LoadProgress) => void) | null} report
 */
export async function loadCode(url, report) {
  const response = await download(url.href, WHAT);
  try {
    await init({ module_or_path: asModule(response, report) });
  } catch (error) {
    throw cannotCompile(error);
  }
}

/**
 * A response that streaming compilation accepts, whatever the server calls it. Untouched where possible, because
 * browsers keep compiled code for those.
 * @param {Response} response @param {((progress: LoadProgress) => void) | null} report
 */
function asModule(response, report) {
  if (!report && response.headers.get('content-type') === TYPE) return response;
  const count = (/** @type {number} */ loaded, /** @type {number | null} */ total) =>
    report?.({ phase: 'code', loaded, total });
  return withCount(response, count, { 'content-type': TYPE });
}

/** @param {unknown} error */
function cannotCompile(error) {
  const detail = messageOf(error);
  if (/content security policy|unsafe-eval/i.test(detail)) {
    const message = `a Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src, also where worker.js is served (${detail})`;
    return new DenseNetError('unsupported', message, { cause: error });
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    const message = `${WHAT} can't be compiled: the file is damaged, or the browser too old for WebAssembly SIMD (${detail})`;
    return new DenseNetError('unsupported', message, { cause: error });
  }
  return new DenseNetError('download-failed', `${WHAT} can't be loaded: try again (${detail})`, {
    cause: error,
  });
}
