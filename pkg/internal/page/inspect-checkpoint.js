/** @import { InspectOptions, Intake } from '../../index.js' */
import { checkOptions, readArguments, wrongType } from './check.js';
import { createError } from './errors.js';
import { toReadArguments } from './load-options.js';
import { withPlainSource } from './special-sources.js';
import { baseOf } from './urls.js';
import { WorkerClient } from './worker-client.js';

/** @type {(keyof InspectOptions)[]} */
const OPTIONS = [
  'model',
  'weights',
  'metadata',
  'assume',
  'signal',
  'cache',
  'sha256',
  'timeout',
  'credentials',
  'worker',
  'baseUrl',
];

/** @param {InspectOptions} options @returns {Promise<Intake>} */
export async function inspectCheckpoint(options) {
  const checked = checkOptions(options, OPTIONS);
  const args = readArguments(() => {
    const { source, ...rest } = toReadArguments(withPlainSource(checked));
    if (source.kind === 'random') throw wrongType('weights');
    return { ...rest, source };
  });
  checked.signal?.throwIfAborted();
  const client = new WorkerClient(baseOf(checked), checked.worker);
  try {
    return await client.call('inspectCheckpoint', args, { signal: checked.signal });
  } finally {
    client.end(createError({ problem: 'disposed' }));
  }
}
