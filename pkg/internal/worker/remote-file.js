/** @import { DownloadedFile } from '../../index.js' */
/** @import { Content, Reader } from './content.js' */
/** @import { ByteCount } from './download.js' */
import { deleteCached, readCache, writeCache } from '../shared/cache.js';
import { checksumOf } from '../shared/checksum.js';
import { readToArray } from './content.js';
import { downloadAll } from './download.js';

/**
 * A file's bytes. Whoever uses them decides: good ones are kept in Cache Storage, bad ones are deleted from there.
 * @typedef {object} LoadedFile
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {Content['checkpoint']} checkpoint
 * @property {boolean} isCached Whether an earlier load had kept them.
 * @property {boolean} isBare Whether that load found no metadata next to them.
 * @property {(isBare?: boolean) => Promise<void>} keep
 * @property {() => Promise<void>} forget
 */

const doNothing = async () => {};

/** A file that needs no cache. @param {Content} content @returns {LoadedFile} */
export const localFile = (content) => ({
  get bytes() {
    return content.bytes;
  },
  checkpoint: content.checkpoint,
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
 * @param {Reader} [file.read]
 * @returns {Promise<LoadedFile>}
 */
export async function remoteFile({
  url,
  what,
  cache,
  signal,
  count = () => {},
  credentials,
  sha256,
  read = readToArray,
}) {
  const isCacheable = cache && /^https?:/.test(url);
  const kept = isCacheable ? await readCache(url, read) : null;
  const forget = () => deleteCached(url);
  if (kept && (!sha256 || kept.checksum === sha256)) {
    const { content, isBare } = kept;
    const { length } = content.bytes;
    count(0, length);
    count(length, length);
    return Object.assign(localFile(content), { isCached: true, isBare, forget });
  }
  kept?.content.checkpoint?.free();
  const finish = await downloadAll(url, what, read, { signal, count, credentials });
  const content = await finish();
  const file = localFile(content);
  if (!isCacheable) return file;
  // Web Crypto copies what it hashes: before there is anything else in memory.
  const checksum = await checksumOf(content.bytes);
  return Object.assign(file, {
    keep: (/** @type {boolean | undefined} */ isBare) => writeCache(url, () => file.bytes, isBare, checksum),
    forget,
  });
}
