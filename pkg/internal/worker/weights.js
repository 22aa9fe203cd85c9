/** @import { LoadProgress } from '../../index.js' */
/** @import { FileSource } from '../shared/protocol.js' */
/** @import { Reader } from './content.js' */
/** @import { ByteCount } from './download.js' */
/** @import { LoadedFile } from './remote-file.js' */
import { checksumOf } from '../shared/checksum.js';
import { messageOf } from '../shared/error.js';
import { readToArray } from './content.js';
import { createError } from './errors.js';
import { localFile, remoteFile } from './remote-file.js';
import { readShards } from './shards.js';

/**
 * Reads the files of a checkpoint, wherever they are: one, or shards and their index.
 * @param {FileSource} source @param {string | null} sha256 of the first file
 * @param {AbortSignal} signal @param {(progress: LoadProgress) => void} report
 * @param {Reader} [read] how a checkpoint in one file is read @returns {Promise<LoadedFile[]>}
 */
export async function readWeights(source, sha256, signal, report, read = readToArray) {
  /** @type {ByteCount} */
  const count = (loaded, total) => report({ phase: 'weights', loaded, total });
  if (source.kind === 'url') {
    const { url, cache, credentials } = source;
    const file = await remoteFile({ url, cache, credentials, what: 'weights', signal, count, sha256, read });
    if (!file.isCached) await check(file.bytes, url, sha256);
    return [file, ...(await readShards(url, file.bytes, { cache, credentials, signal, count }))];
  }
  const files = [];
  const isWhole = source.bytes.length === 1;
  for (const blob of source.bytes) files.push(await readBlob(blob, isWhole ? read : readToArray));
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  count(size, size);
  await check(files[0].bytes, null, sha256);
  return files;
}

/** @param {Blob} given @param {Reader} read */
async function readBlob(given, read) {
  try {
    const finish = await read(new Response(given), () => {}, given.size);
    return localFile(await finish());
  } catch (cause) {
    if (typeof (/** @type {any} */ (cause)?.code) === 'string') throw cause;
    throw createError({ problem: 'unreadable-weights-file', reason: messageOf(cause) }, { cause });
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string | null} url @param {string | null} sha256 */
async function check(bytes, url, sha256) {
  // Of a file that was downloaded, the URL is to blame.
  const isPage = url !== null && /^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 64)));
  if (isPage) throw createError({ problem: 'web-page', what: 'weights', url });
  if (!sha256) return;
  if (!globalThis.crypto?.subtle) throw createError({ problem: 'no-web-crypto' });
  const found = await checksumOf(bytes);
  if (found !== sha256) throw createError({ problem: 'sha256-mismatch', expected: sha256, found });
}
