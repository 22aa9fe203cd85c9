// Configurations as JSON, which would say null, and so plain layers, for NaN or Infinity.
import { isObject, show, wrongType } from './check.js';
import { createError } from './errors.js';
import { suggest } from './suggest.js';

const isCount = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) >= 0;

/** What each field may be; the WebAssembly knows the ranges. @type {Record<string, (value: any) => boolean>} */
const FIELDS = {
  growth_rate: isCount,
  block_config: (value) => Array.isArray(value) && Array.from(value).every(isCount),
  num_init_features: isCount,
  bn_size: (value) => value === null || isCount(value),
  compression_rate: Number.isFinite,
  drop_rate: (value) => value === undefined || Number.isFinite(value),
  num_classes: isCount,
  stem: (value) => typeof value === 'string',
  in_channels: (value) => value === undefined || isCount(value),
  transition_relu: (value) => value === undefined || typeof value === 'boolean',
};

/** A configuration as JSON, or its name. @param {'config' | 'random'} argument @param {unknown} config */
export function toConfig(argument, config) {
  if (typeof config === 'string') return config;
  if (!isObject(config) || Array.isArray(config)) throw wrongType(argument);
  const known = Object.keys(FIELDS);
  const unknown = Object.keys(config).find((field) => !known.includes(field));
  if (unknown !== undefined) {
    throw createError({ problem: 'unknown-field', field: unknown, suggestion: suggest(unknown, known) });
  }
  const values = known.map((field) => {
    const value = /** @type {any} */ (config)[field];
    if (FIELDS[field](value)) return [field, value];
    if (value === undefined) throw createError({ problem: 'missing-field', field });
    throw createError({ problem: 'invalid-field', field, found: show(value) });
  });
  return JSON.stringify(Object.fromEntries(values));
}
