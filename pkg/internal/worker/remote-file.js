/** @import { DownloadedFile } from '../../index.js' */
/** @import { ByteCount } from './download.js' */
import { deleteCached, readCache, writeCache } from '../shared/cache.js';
import { downloadAll } from './download.js';

/**
 * A file's bytes. Whoever uses them decides: good ones are kept in Cache Storage, bad ones are deleted from there.
 * @typedef {object} LoadedFile
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {boolean} isCached Whether an earlier load had kept them.
 * @property {() => Promise<void>} keep
 * @property {() => Promise<void>} forget
 */

const doNothing = async () => {};

/** A file that needs no cache. @param {Uint8Array<ArrayBuffer>} bytes @returns {LoadedFile} */
export const localFile = (bytes) => ({ bytes, isCached: false, keep: doNothing, forget: doNothing });

/**
 * A file from Cache Storage, or else from its server.
 * @param {object} file
 * @param {string} file.url
 * @param {DownloadedFile} file.what
 * @param {boolean} file.cache Whether Cache Storage may be used.
 * @param {AbortSignal} file.signal
 * @param {ByteCount} [file.count]
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>} [file.isExpected] Whether cached bytes are the right ones.
 * @returns {Promise<LoadedFile>}
 */
export async function remoteFile({ url, what, cache, signal, count = () => {}, isExpected }) {
  const isCacheable = cache && /^https?:/.test(url);
  const cached = isCacheable ? await readCache(url) : null;
  if (cached && (!isExpected || (await isExpected(cached)))) {
    count(0, cached.length);
    count(cached.length, cached.length);
    return { bytes: cached, isCached: true, keep: doNothing, forget: () => deleteCached(url) };
  }
  const buffer = await downloadAll(url, what, (response) => response.arrayBuffer(), { signal, count });
  const bytes = new Uint8Array(buffer);
  if (!isCacheable) return localFile(bytes);
  return { bytes, isCached: false, keep: () => writeCache(url, bytes), forget: () => deleteCached(url) };
}
