/** @import { DenseNetConfig, Plan } from '../../index.js' */
import { isObject, wrongType } from './check.js';
import { WorkerClient } from './worker-client.js';

/** The worker for all plans, started with the first one. @type {WorkerClient | undefined} */
let client;

/**
 * @param {DenseNetConfig | string} config @param {[number, number]} [inputSize]
 * @returns {Promise<Plan>}
 */
export async function planNetwork(config, inputSize) {
  if (typeof config !== 'string' && !isObject(config)) throw wrongType('config');
  if (inputSize !== undefined && !isSize(inputSize)) throw wrongType('inputSize');
  if (!client || client.isEnded) client = new WorkerClient();
  return client.call('planNetwork', {
    config: typeof config === 'string' ? config : JSON.stringify(config),
    inputSize: inputSize ?? null,
  });
}

/** @param {unknown} value */
const isSize = (value) =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((side) => Number.isInteger(side) && side > 0 && side < 2 ** 16);
