/** @import { LoadProgress } from '../index.js' */
/** @import { Source } from './protocol.js' */
import { forget, isCacheable, keep, recall } from './cache.js';
import { download, readAll } from './download.js';
import { DenseNetError } from './error.js';

const WHAT = 'the weights';

/**
 * @typedef {object} Checkpoint
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {boolean} cached Whether it came out of Cache Storage.
 */

/**
 * A checkpoint's bytes, from wherever they are.
 * @param {Exclude<Source, { kind: 'random' }>} source @param {string | null} sha256
 * @param {AbortSignal} signal @param {(progress: LoadProgress) => void} report
 * @returns {Promise<Checkpoint>}
 */
export async function readWeights(source, sha256, signal, report) {
  const count = (/** @type {number} */ loaded, /** @type {number | null} */ total) =>
    report({ phase: 'weights', loaded, total });
  if (source.kind === 'url') return fromUrl(source, sha256, signal, count);
  const bytes = await fromBytes(source.bytes);
  count(bytes.length, bytes.length);
  checkForm(bytes, 'invalid-weights');
  if (sha256) await checkHash(bytes, sha256);
  return { bytes, cached: false };
}

/** @param {ArrayBuffer | Uint8Array | Blob} given */
async function fromBytes(given) {
  if (!(given instanceof Blob)) return new Uint8Array(given);
  try {
    return new Uint8Array(await given.arrayBuffer());
  } catch (cause) {
    throw new DenseNetError(
      'invalid-weights',
      'the file with the weights can no longer be read: choose it again',
      { cause },
    );
  }
}

/**
 * @param {{ url: string, cache: boolean }} source @param {string | null} sha256
 * @param {AbortSignal} signal @param {import('./download.js').Count} count @returns {Promise<Checkpoint>}
 */
async function fromUrl({ url, cache }, sha256, signal, count) {
  const kept = cache && isCacheable(url) ? await recall(url) : null;
  if (kept && (!sha256 || (await hashOf(kept)) === sha256)) {
    count(kept.length, kept.length);
    return { bytes: kept, cached: true };
  }
  const bytes = await readAll(await download(url, WHAT, signal), WHAT, count, signal);
  checkForm(bytes, 'download-failed', url);
  if (sha256) await checkHash(bytes, sha256);
  if (cache && isCacheable(url)) await keep(url, bytes);
  return { bytes, cached: false };
}

/** Weights that turned out to be none are not kept. @param {Source} source */
export async function disown(source) {
  if (source.kind === 'url') await forget(source.url);
}

/**
 * Names the files that are most often taken for a safetensors file.
 * @param {Uint8Array} bytes @param {'invalid-weights' | 'download-failed'} htmlCode @param {string} [url]
 */
function checkForm(bytes, htmlCode, url = 'the file') {
  // Eight bytes of length, then JSON.
  if (bytes[8] === 0x7b) return;
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (start.startsWith('<')) {
    throw new DenseNetError(
      htmlCode,
      `${url} is a web page, not a safetensors file: check where it came from`,
    );
  }
  const isPickle = start.startsWith('PK') || bytes[0] === 0x80;
  const hint = isPickle
    ? 'it looks like a PyTorch file: save it with safetensors.torch.save_file'
    : 'it has another form';
  throw new DenseNetError(
    'invalid-weights',
    `${url} (${bytes.length} bytes) is not a safetensors file: ${hint}`,
  );
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function hashOf(bytes) {
  if (!globalThis.crypto?.subtle) {
    throw new DenseNetError('unsupported', 'checking sha256 needs a secure page: https, or localhost');
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} wanted */
async function checkHash(bytes, wanted) {
  const found = await hashOf(bytes);
  if (found === wanted) return;
  throw new DenseNetError(
    'invalid-weights',
    `the weights' sha256 is ${found}, not ${wanted}: the file was changed or damaged`,
  );
}
