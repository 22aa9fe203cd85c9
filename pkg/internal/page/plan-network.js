/** @import { DenseNetConfig, Plan } from '../../index.js' */
import { Client } from './worker-client.js';
import { invalid } from './options.js';

/** One worker for all descriptions, made when the first is asked for. @type {Client | undefined} */
let client;

/**
 * @param {DenseNetConfig | string} config @param {[number, number]} [inputSize]
 * @returns {Promise<Plan>}
 */
export async function describe(config, inputSize) {
  if (typeof config !== 'string' && (typeof config !== 'object' || config === null)) {
    throw invalid('describe takes a configuration object or a name such as "densenet121"');
  }
  if (inputSize !== undefined && !isSize(inputSize))
    throw invalid('inputSize must be [height, width] in whole pixels');
  if (!client || client.isEnded) client = new Client();
  const json = typeof config === 'string' ? config : JSON.stringify(config);
  return client.call('describe', { config: json, inputSize: inputSize ?? null });
}

/** @param {unknown} value */
const isSize = (value) =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((side) => Number.isInteger(side) && side > 0 && side < 2 ** 16);
