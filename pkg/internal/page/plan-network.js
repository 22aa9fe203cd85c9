/** @import { DenseNetConfig, Plan } from '../../index.js' */
import { readArguments, wrongType } from './check.js';
import { toConfig } from './config.js';
import { WorkerClient } from './worker-client.js';

/** The worker for all plans, started with the first one. @type {WorkerClient | undefined} */
let client;

/**
 * @param {DenseNetConfig | string} config @param {[number, number]} [inputSize]
 * @returns {Promise<Plan>}
 */
export async function planNetwork(config, inputSize) {
  const args = readArguments(() => ({ config: toConfig('config', config), inputSize: toSize(inputSize) }));
  if (!client || client.isEnded) client = new WorkerClient();
  return client.call('planNetwork', args);
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
