/** @import { LabelsSource } from '../shared/protocol.js' */
import { loadReaders } from './core.js';
import { remoteFile } from './remote-file.js';

/** The labels that were given; undefined if none were. @param {LabelsSource | null} source @param {AbortSignal} signal */
export async function readLabels(source, signal) {
  if (source === null) return undefined;
  if (source.kind === 'list') return source.labels;
  const bytes =
    source.kind === 'blob'
      ? new Uint8Array(await source.blob.arrayBuffer())
      : (await remoteFile({ url: source.url, what: 'labels', cache: source.cache, signal })).bytes;
  return (await loadReaders()).read_labels(bytes);
}
