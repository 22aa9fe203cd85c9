// Checks of arguments. They run before anything is sent to a worker, so that mistakes are found early and say what is wrong.
/** @import { DetailsOf } from '../shared/error.js' */
import { createError } from './errors.js';

/** @param {DetailsOf<'wrong-type'>['argument']} argument */
export const wrongType = (argument) => createError({ problem: 'wrong-type', argument });

/** @param {unknown} value @returns {value is object} */
export const isObject = (value) => typeof value === 'object' && value !== null;

/** A value as a message shows it. @param {unknown} value */
export const show = (value) => JSON.stringify(value) ?? String(value);

/** Checks what all options objects have in common. @template {{ signal?: AbortSignal }} T @param {T} options @returns {T} */
export function checkOptions(options) {
  if (!isObject(options)) throw wrongType('options');
  const { signal } = options;
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') throw wrongType('signal');
  return options;
}

/**
 * @param {DetailsOf<'not-an-integer-in-range'>['argument']} argument @param {unknown} value
 * @param {number} min @param {number} [max] @returns {number}
 */
export function checkInteger(argument, value, min, max = Infinity) {
  const number = /** @type {number} */ (value);
  if (Number.isInteger(value) && number >= min && number <= max) return number;
  const found = show(value);
  throw createError({
    problem: 'not-an-integer-in-range',
    argument,
    min,
    max: max === Infinity ? null : max,
    found,
  });
}
