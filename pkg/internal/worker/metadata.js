/** @import { ConfigSource } from '../shared/protocol.js' */
import { DenseNetError } from '../shared/error.js';
import { localFile, remoteFile } from './remote-file.js';

/**
 * A config.json; undefined if there is none.
 * @param {ConfigSource} source @param {Promise<{ cached: boolean }>} checkpoint @param {AbortSignal} signal
 * @returns {Promise<import('./remote-file.js').File | undefined>}
 */
export async function readConfig(source, checkpoint, signal) {
  switch (source.kind) {
    case 'none':
      return undefined;
    case 'text':
      return localFile(new TextEncoder().encode(source.text));
    case 'blob':
      return localFile(new Uint8Array(await source.blob.arrayBuffer()));
    case 'url':
      return source.beside ? besideWeights(source, checkpoint, signal) : fromUrl(source, signal);
  }
}

/** @param {{ url: string, cache: boolean }} source @param {AbortSignal} signal */
const fromUrl = ({ url, cache }, signal) => remoteFile({ url, what: 'config.json', cache, signal });

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
