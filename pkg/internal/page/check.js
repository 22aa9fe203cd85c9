// Checks of arguments. They run before anything is sent to a worker, so that mistakes are found early and say what is wrong.
/** @import { DetailsOf } from '../shared/error.js' */
import { DenseNetError, messageOf } from '../shared/error.js';
import { createError } from './errors.js';

/** @param {DetailsOf<'wrong-type'>['argument']} argument */
export const wrongType = (argument) => createError({ problem: 'wrong-type', argument });

/** @param {unknown} value @returns {value is object} */
export const isObject = (value) => typeof value === 'object' && value !== null;

/** A value as a message shows it. @param {unknown} value */
export function show(value) {
  try {
    return (
      (typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : null) ?? String(value)
    );
  } catch {
    return `this ${typeof value}`;
  }
}

/** What reading an argument failed with: getters and proxies may throw anything. @param {unknown} cause */
export const argumentError = (cause) =>
  cause instanceof DenseNetError
    ? cause
    : createError({ problem: 'unreadable-argument', reason: messageOf(cause) }, { cause });

/** Reads arguments: whatever is thrown becomes an error of the package. @template T @param {() => T} read */
export function readArguments(read) {
  try {
    return read();
  } catch (cause) {
    throw argumentError(cause);
  }
}

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
