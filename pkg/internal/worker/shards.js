/** @import { ByteCount } from './download.js' */
import { createError } from './errors.js';
import { remoteFile } from './remote-file.js';

/** At most this long is an index, and every safetensors file begins with eight bytes of length. */
const MAX_INDEX = 1 << 24;

/**
 * The shards' names if a file is a model.safetensors.index.json, otherwise null.
 * @param {Uint8Array} bytes @returns {string[] | null}
 */
function shardNames(bytes) {
  if (bytes[0] !== 0x7b || bytes.length > MAX_INDEX) return null;
  try {
    const { weight_map: map } = JSON.parse(new TextDecoder().decode(bytes));
    return [...new Set(Object.values(map))];
  } catch {
    return null;
  }
}

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
