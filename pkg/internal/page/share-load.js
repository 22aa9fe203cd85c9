/** @import { LoadArguments } from '../shared/protocol.js' */
/** @import { CallOptions, WorkerClient } from './worker-client.js' */
import { sourceOf } from './sources.js';

/** The loads that are under way, by what they download. @type {Map<string, Promise<WorkerClient>>} */
const underWay = new Map();

/**
 * Loads a network. What another load is downloading already is taken from there.
 * @param {WorkerClient} client @param {LoadArguments} args @param {CallOptions} options
 */
export function shareLoad(client, args, options) {
  const { source, metadata, sha256, assume, labels } = args;
  if (source.kind !== 'url' || metadata.kind === 'blob' || labels?.kind === 'blob')
    return client.call('load', args, options);
  const key = JSON.stringify([source, metadata, sha256, assume, labels]);
  /** @returns {Promise<LoadArguments>} */
  const prepare = async () => {
    await null;
    for (let other; (other = underWay.get(key));) {
      try {
        return { ...args, ...sourceOf(await (await other).call('checkpoint', {})) };
      } catch {
        // It failed or was disposed: somebody else downloads.
      }
    }
    const mine = loading.then(() => client).finally(() => underWay.delete(key));
    mine.catch(() => {});
    underWay.set(key, mine);
    return args;
  };
  const loading = client.call('load', prepare(), options);
  return loading;
}
