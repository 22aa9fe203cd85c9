/** @import { LoadProgress } from '../../index.js' */
/** @import { NetworkSource } from '../shared/protocol.js' */
/** @import { ByteCount } from './download.js' */
import { checksumOf } from '../shared/checksum.js';
import { messageOf } from '../shared/error.js';
import { createError } from './errors.js';
import { localFile, remoteFile } from './remote-file.js';

/**
 * Reads a checkpoint's bytes, wherever they are.
 * @param {Exclude<NetworkSource, { kind: 'random' }>} source @param {string | null} sha256
 * @param {AbortSignal} signal @param {(progress: LoadProgress) => void} report
 */
export async function readWeights(source, sha256, signal, report) {
  /** @type {ByteCount} */
  const count = (loaded, total) => report({ phase: 'weights', loaded, total });
  if (source.kind === 'url') {
    const file = await remoteFile({ ...source, what: 'weights', signal, count, sha256 });
    if (!file.isCached) await check(file.bytes, source.url, sha256);
    return file;
  }
  const bytes = await readBytes(source.bytes);
  count(bytes.length, bytes.length);
  await check(bytes, null, sha256);
  return localFile(bytes);
}

/** @param {Blob} given */
async function readBytes(given) {
  try {
    return new Uint8Array(await given.arrayBuffer());
  } catch (cause) {
    throw createError({ problem: 'unreadable-weights-file', reason: messageOf(cause) }, { cause });
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string | null} url @param {string | null} sha256 */
async function check(bytes, url, sha256) {
  checkFormat(bytes, url);
  if (!sha256) return;
  if (!globalThis.crypto?.subtle) throw createError({ problem: 'no-web-crypto' });
  const found = await checksumOf(bytes);
  if (found !== sha256) throw createError({ problem: 'sha256-mismatch', expected: sha256, found });
}

/** Recognises the files that are most often taken for safetensors files. @param {Uint8Array} bytes @param {string | null} url */
export function checkFormat(bytes, url) {
  // Eight bytes of length, then JSON.
  if (bytes[8] === 0x7b) return;
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (start.startsWith('<')) {
    throw createError(
      url ? { problem: 'web-page', what: 'weights', url } : { problem: 'web-page-as-weights' },
    );
  }
  const isPickle = start.startsWith('PK') || bytes[0] === 0x80;
  const problem = isPickle ? 'pickle-as-weights' : 'wrong-weights-format';
  throw createError({ problem, url, bytes: bytes.length });
}
