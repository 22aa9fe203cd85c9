/** @import { DownloadedFile } from '../../index.js' */
/** @import { ByteCount } from './download.js' */
import { deleteCached, readCache, writeCache } from '../shared/cache.js';
import { downloadAll } from './download.js';

/**
 * A file's bytes. Whoever uses them decides: good ones are kept in Cache Storage, bad ones are deleted from there.
 * @typedef {object} LoadedFile
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {boolean} isCached Whether an earlier load had kept them.
 * @property {boolean} isBare Whether that load found no metadata next to them.
 * @property {(isBare?: boolean) => Promise<void>} keep
 * @property {() => Promise<void>} forget
 */

const doNothing = async () => {};

/** A file that needs no cache. @param {Uint8Array<ArrayBuffer>} bytes @returns {LoadedFile} */
export const localFile = (bytes) => ({
  bytes,
  isCached: false,
  isBare: false,
  keep: doNothing,
  forget: doNothing,
});

/**
 * A file from Cache Storage, or else from its server.
 * @param {object} file
 * @param {string} file.url
 * @param {DownloadedFile} file.what
 * @param {boolean} file.cache Whether Cache Storage may be used.
 * @param {AbortSignal} file.signal
 * @param {ByteCount} [file.count]
 * @param {RequestCredentials} [file.credentials]
 * @param {string | null} [file.sha256] Which cached file is the right one.
 * @returns {Promise<LoadedFile>}
 */
export async function remoteFile({ url, what, cache, signal, count = () => {}, credentials, sha256 }) {
  const isCacheable = cache && /^https?:/.test(url);
  const kept = isCacheable ? await readCache(url) : null;
  const forget = () => deleteCached(url);
  if (kept && (!sha256 || kept.checksum === sha256)) {
    const { bytes, isBare } = kept;
    count(0, bytes.length);
    count(bytes.length, bytes.length);
    return { bytes, isCached: true, isBare, keep: doNothing, forget };
  }
  const buffer = await downloadAll(url, what, (response) => response.arrayBuffer(), {
    signal,
    count,
    credentials,
  });
  const file = localFile(new Uint8Array(buffer));
  if (!isCacheable) return file;
  return { ...file, keep: (isBare) => writeCache(url, file.bytes, isBare), forget };
}
