/** @import { ByteCount } from './download.js' */
import { shardNames } from '../shared/shard-names.js';
import { createError } from './errors.js';
import { remoteFile } from './remote-file.js';

/**
 * The shards next to an index, downloaded one after the other; nothing if the file is no index.
 * @param {string} url of the file @param {Uint8Array} bytes @param {{ cache: boolean, credentials?: RequestCredentials, signal: AbortSignal, count: ByteCount }} options
 */
export async function readShards(url, bytes, options) {
  const shards = [];
  for (const name of shardNames(bytes) ?? []) {
    // A name, not a path: an index must not reach other folders or servers.
    if (typeof name !== 'string' || !/^\w[\w.-]*$/.test(name)) {
      throw createError({ problem: 'shard-name', url, found: JSON.stringify(name) });
    }
    shards.push(await remoteFile({ url: new URL(name, url).href, what: 'weights', ...options }));
  }
  return shards;
}
