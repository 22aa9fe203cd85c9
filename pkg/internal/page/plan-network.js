/** @import { DenseNetConfig, Plan, PlanOptions } from '../../index.js' */
import { checkOptions, readArguments, wrongType } from './check.js';
import { toConfig } from './config.js';
import { baseOf } from './urls.js';
import { WorkerClient } from './worker-client.js';

/** The worker for all plans, started with the first one; one for each `baseUrl`. @type {Map<string | null, WorkerClient>} */
const clients = new Map();

/**
 * @param {DenseNetConfig | string} config @param {readonly [number, number]} [inputSize] @param {PlanOptions} [options]
 * @returns {Promise<Plan>}
 */
export async function planNetwork(config, inputSize, options = {}) {
  const args = readArguments(() => ({ config: toConfig('config', config), inputSize: toSize(inputSize) }));
  const checked = checkOptions(options, ['baseUrl', 'signal']);
  const base = readArguments(() => baseOf(checked));
  let client = clients.get(base);
  if (!client || client.isEnded) clients.set(base, (client = new WorkerClient(base)));
  return client.call('planNetwork', args, { signal: checked.signal });
}

/** @param {unknown} value @returns {[number, number] | null} */
function toSize(value) {
  if (value === undefined) return null;
  const isPair = Array.isArray(value) && value.length === 2;
  const [height, width] = isPair ? value : [];
  const isSide = (/** @type {any} */ side) => Number.isInteger(side) && side > 0 && side < 2 ** 16;
  if (!isSide(height) || !isSide(width)) throw wrongType('inputSize');
  return [height, width];
}
