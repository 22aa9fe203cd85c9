// Assertions whose messages contain the values, so that the launcher only has to print the message.
import { DenseNetError } from '../../../pkg/index.js';

/** @param {unknown} condition @param {string} message @returns {asserts condition} */
export function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Compares values that JSON can hold. @param {unknown} actual @param {unknown} expected @param {string} what */
export function equal(actual, expected, what) {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  check(found === wanted, `${what}: ${found} instead of ${wanted}`);
}

/**
 * The largest difference between two lists of numbers.
 * @param {ArrayLike<number>} actual @param {ArrayLike<number>} expected
 */
export function difference(actual, expected) {
  let worst = actual.length === expected.length ? 0 : Infinity;
  for (let i = 0; i < actual.length; i++) {
    const one = Math.abs(actual[i] - expected[i]);
    // NaN is never larger, so it needs a separate check.
    if (!(one <= worst)) worst = Number.isNaN(one) ? Infinity : one;
  }
  return worst;
}

/**
 * Returns the largest difference.
 * @param {ArrayLike<number>} actual @param {ArrayLike<number>} expected @param {number} tolerance @param {string} what
 */
export function near(actual, expected, tolerance, what) {
  const worst = difference(actual, expected);
  const digits = Math.ceil(-Math.log10(tolerance)) + 2;
  const show = (/** @type {ArrayLike<number>} */ list) =>
    Array.from({ length: Math.min(list.length, 10) }, (_, i) => list[i].toFixed(digits)).join(', ');
  check(
    worst <= tolerance,
    `${what}: differs by ${worst.toExponential(1)}: [${show(actual)}] instead of [${show(expected)}]`,
  );
  return worst;
}

/** The reason a promise is rejected with. @param {Promise<unknown>} promise @param {string} what */
export async function rejection(promise, what) {
  /** @type {unknown} */
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: it succeeded, with ${JSON.stringify(value)}`);
}

/**
 * Expects one of the package's errors, with this code and at least these details.
 * @param {Promise<unknown>} promise @param {string} code @param {Record<string, unknown>} details @param {string} what
 */
export async function rejectsWith(promise, code, details, what) {
  const error = await rejection(promise, what);
  check(error instanceof DenseNetError, `${what}: ${error} is not a DenseNetError`);
  equal(error.code, code, `${what}: code`);
  const found = /** @type {Record<string, unknown>} */ (error.details);
  const picked = Object.fromEntries(Object.keys(details).map((key) => [key, found[key]]));
  equal(picked, details, `${what}: details`);
  check(error.message.length > 20, `${what}: "${error.message}" is no explanation`);
  return error;
}
