// Checks of arguments. They run before anything is sent to a worker, so that mistakes are found early and say what is wrong.
/** @import { DetailsOf } from '../shared/error.js' */
import { DenseNetError, messageOf } from '../shared/error.js';
import { createError } from './errors.js';
import { suggest } from './suggest.js';

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

/**
 * Reads options, each once. No signal may also be null, as in the DOM.
 * @template T @param {T} options @param {readonly (keyof T & string)[]} names @returns {T & { signal?: AbortSignal }}
 */
export function checkOptions(options, names) {
  return readArguments(() => {
    if (!isObject(options)) throw wrongType('options');
    const option = Object.keys(options).find((name) => !names.includes(/** @type {any} */ (name)));
    if (option !== undefined) {
      throw createError({ problem: 'unknown-option', option, suggestion: suggest(option, names) });
    }
    /** @type {any} */
    const read = Object.fromEntries(names.map((name) => [name, options[name]]));
    read.signal ??= undefined;
    if (read.signal !== undefined && !isSignal(read.signal)) throw wrongType('signal');
    return read;
  });
}

/** Also for signals of other frames. @param {unknown} value */
function isSignal(value) {
  try {
    return Reflect.get(AbortSignal.prototype, 'aborted', value) !== undefined;
  } catch {
    return false;
  }
}

/**
 * @param {DetailsOf<'not-an-integer-in-range'>['argument']} argument @param {unknown} value
 * @param {number} min @param {number} [max] @returns {number}
 */
export function checkInteger(argument, value, min, max = Infinity) {
  const number = /** @type {number} */ (value);
  if ((Number.isInteger(value) && number >= min && number <= max) || value === max) return number;
  const found = show(value);
  throw createError({
    problem: 'not-an-integer-in-range',
    argument,
    min,
    max: max === Infinity ? null : max,
    found,
  });
}
