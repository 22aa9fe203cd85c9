/** @import { Count } from './download.js' */
import * as cache from '../shared/cache.js';
import { download, readAll } from './download.js';

/**
 * A file's bytes. Only when they have proved good should they be kept, and when they have not, forgotten.
 * @typedef {object} File
 * @property {Uint8Array<ArrayBuffer>} bytes
 * @property {boolean} cached Whether they were kept from an earlier load.
 * @property {() => Promise<void>} keep
 * @property {() => Promise<void>} forget
 */

const nothing = async () => {};

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {File} */
export const localFile = (bytes) => ({ bytes, cached: false, keep: nothing, forget: nothing });

/**
 * A file from Cache Storage or else from its server.
 * @param {object} from
 * @param {string} from.url
 * @param {string} from.what Names it in errors.
 * @param {boolean} from.cache
 * @param {AbortSignal} from.signal
 * @param {Count} [from.count]
 * @param {(bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>} [from.isWanted] Whether kept bytes are the right ones.
 * @returns {Promise<File>}
 */
export async function remoteFile({ url, what, cache: mayCache, signal, count = () => {}, isWanted }) {
  const isCacheable = mayCache && /^https?:/.test(url);
  const kept = isCacheable ? await cache.recall(url) : null;
  if (kept && (!isWanted || (await isWanted(kept)))) {
    count(0, kept.length);
    count(kept.length, kept.length);
    return { bytes: kept, cached: true, keep: nothing, forget: () => cache.forget(url) };
  }
  const bytes = await readAll(await download(url, what, signal), what, count, signal);
  if (!isCacheable) return localFile(bytes);
  return { bytes, cached: false, keep: () => cache.keep(url, bytes), forget: () => cache.forget(url) };
}
