/** @import { ConfigSource } from './protocol.js' */
import { isCacheable, keep, recall } from './cache.js';
import { download } from './download.js';
import { DenseNetError } from './error.js';

/**
 * The text of a config.json; undefined if there is none.
 * @param {ConfigSource} source @param {Promise<{ cached: boolean }>} checkpoint @param {AbortSignal} signal
 */
export async function readConfig(source, checkpoint, signal) {
  switch (source.kind) {
    case 'none':
      return undefined;
    case 'text':
      return source.text;
    case 'blob':
      return source.blob.text();
    case 'url':
      return source.beside ? besideWeights(source, checkpoint, signal) : fromUrl(source, signal);
  }
}

/** @param {{ url: string, cache: boolean }} source @param {AbortSignal} signal */
async function fromUrl({ url, cache }, signal) {
  const kept = cache && isCacheable(url) ? await recall(url) : null;
  if (kept) return new TextDecoder().decode(kept);
  const text = await (await download(url, 'config.json', signal)).text();
  if (cache && isCacheable(url)) await keep(url, text);
  return text;
}

/**
 * A file that need not be there. But it must not be missed because of a bad connection: without it, the same weights
 * would give other predictions.
 * @param {{ url: string, cache: boolean }} source @param {Promise<{ cached: boolean }>} checkpoint
 * @param {AbortSignal} signal
 */
async function besideWeights(source, checkpoint, signal) {
  try {
    return await fromUrl(source, signal);
  } catch (error) {
    signal.throwIfAborted();
    const { cached } = await checkpoint;
    // With a cause, no server answered. If the weights were kept from an earlier load, so was their config.json.
    const isAbsent = error instanceof DenseNetError && (!error.cause || cached);
    if (isAbsent) return undefined;
    const message = `whether there is a config.json beside the weights can't be told; pass \`config: {}\` if there is none`;
    throw new DenseNetError('download-failed', message, { cause: error });
  }
}
