/** @import { MetadataSource } from '../shared/protocol.js' */
/** @import { LoadedFile } from './remote-file.js' */
import { DenseNetError, messageOf } from '../shared/error.js';
import { createError } from './errors.js';
import { localFile, remoteFile } from './remote-file.js';

/** The weights of metadata that no weights are downloaded with. */
export const ALONE = Promise.resolve({ isBare: false });

/**
 * Reads a config.json; undefined if there is none.
 * @param {MetadataSource} source @param {Promise<{ isBare: boolean }>} weights @param {AbortSignal} signal
 * @returns {Promise<LoadedFile | undefined>}
 */
export async function readMetadata(source, weights, signal) {
  switch (source.kind) {
    case 'none':
      return undefined;
    case 'text':
      return localFile({ bytes: new TextEncoder().encode(source.text) });
    case 'blob':
      return localFile({ bytes: new Uint8Array(await source.blob.arrayBuffer()) });
    case 'url':
      return source.isOptional ? readIfPresent(source, weights, signal) : readUrl(source, signal);
  }
}

/** @typedef {{ url: string, cache: boolean, credentials?: RequestCredentials }} RemoteSource */

/** @param {RemoteSource} source @param {AbortSignal} signal */
const readUrl = ({ url, cache, credentials }, signal) =>
  remoteFile({ url, what: 'metadata', cache, credentials, signal });

/**
 * The file may be missing, but must not be missed because of a bad connection or server: without it the same weights would
 * give other predictions. Offline, it is missing if it was when the weights were kept.
 * @param {RemoteSource} source @param {Promise<{ isBare: boolean }>} weights
 * @param {AbortSignal} signal
 */
async function readIfPresent(source, weights, signal) {
  try {
    return await readUrl(source, signal);
  } catch (cause) {
    signal.throwIfAborted();
    const details = cause instanceof DenseNetError ? cause.details : null;
    if (details?.problem === 'no-such-file') return undefined;
    if (details?.problem === 'http-status' && [404, 410].includes(details.status)) return undefined;
    const isAnswered = details?.problem === 'http-status' || details?.problem === 'web-page';
    if (!isAnswered && (await weights).isBare) return undefined;
    throw createError({ problem: 'metadata-unknown', url: source.url, reason: messageOf(cause) }, { cause });
  }
}
