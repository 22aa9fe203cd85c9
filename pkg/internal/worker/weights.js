/** @import { LoadProgress } from '../../index.js' */
/** @import { Source } from '../shared/protocol.js' */
import { DenseNetError } from '../shared/error.js';
import { localFile, remoteFile } from './remote-file.js';

/**
 * A checkpoint's bytes, from wherever they are.
 * @param {Exclude<Source, { kind: 'random' }>} source @param {string | null} sha256
 * @param {AbortSignal} signal @param {(progress: LoadProgress) => void} report
 */
export async function readWeights(source, sha256, signal, report) {
  const count = (/** @type {number} */ loaded, /** @type {number | null} */ total) =>
    report({ phase: 'weights', loaded, total });
  const isRemote = source.kind === 'url';
  const file = isRemote
    ? await fromUrl(source, sha256, signal, count)
    : localFile(await fromBytes(source.bytes));
  if (file.cached) return file;
  if (!isRemote) count(file.bytes.length, file.bytes.length);
  checkForm(file.bytes, isRemote ? source.url : null);
  if (sha256) await checkHash(file.bytes, sha256);
  return file;
}

/**
 * @param {{ url: string, cache: boolean }} source @param {string | null} sha256
 * @param {AbortSignal} signal @param {import('./download.js').Count} count
 */
function fromUrl({ url, cache }, sha256, signal, count) {
  const isWanted = async (/** @type {Uint8Array<ArrayBuffer>} */ bytes) =>
    !sha256 || (await hashOf(bytes)) === sha256;
  return remoteFile({ url, what: 'the weights', cache, signal, count, isWanted });
}

/** @param {ArrayBuffer | Uint8Array | Blob} given */
async function fromBytes(given) {
  if (!(given instanceof Blob)) return new Uint8Array(given);
  try {
    return new Uint8Array(await given.arrayBuffer());
  } catch (cause) {
    const message = 'the file with the weights can no longer be read: choose it again';
    throw new DenseNetError('invalid-weights', message, { cause });
  }
}

/** Names the files that are most often taken for a safetensors file. @param {Uint8Array} bytes @param {string | null} url */
function checkForm(bytes, url) {
  // Eight bytes of length, then JSON.
  if (bytes[8] === 0x7b) return;
  const name = url ?? 'the file';
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (start.startsWith('<')) {
    const message = `${name} is a web page, not a safetensors file: check where it came from`;
    throw new DenseNetError(url ? 'download-failed' : 'invalid-weights', message);
  }
  const isPickle = start.startsWith('PK') || bytes[0] === 0x80;
  const hint = isPickle ? 'save it from PyTorch with safetensors.torch.save_file' : 'choose another file';
  const message = `${name} (${bytes.length} bytes) is not a safetensors file: ${hint}`;
  throw new DenseNetError('invalid-weights', message);
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
  const message = `the weights' sha256 is ${found}, not ${wanted}: the file was changed or damaged`;
  throw new DenseNetError('invalid-weights', message);
}
