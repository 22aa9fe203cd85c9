/** At most this long is an index, and every safetensors file begins with eight bytes of length. */
const MAX_INDEX = 1 << 24;

/**
 * The shards' names if a file is a model.safetensors.index.json, otherwise null. They may be anything: nobody has checked them.
 * @param {Uint8Array} bytes @returns {string[] | null}
 */
export function shardNames(bytes) {
  if (bytes[0] !== 0x7b || bytes.length > MAX_INDEX) return null;
  try {
    const { weight_map: map } = JSON.parse(new TextDecoder().decode(bytes));
    return [...new Set(Object.values(map))];
  } catch {
    return null;
  }
}
