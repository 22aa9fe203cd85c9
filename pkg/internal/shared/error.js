/** @import { DenseNetErrorCode, DenseNetErrorDetails, PackageErrorDetails } from '../../index.js' */

/** The only error that this package throws. */
export class DenseNetError extends Error {
  /**
   * @param {DenseNetErrorCode} code @param {string} message @param {DenseNetErrorDetails} details
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, details, options) {
    super(message, options);
    this.name = 'DenseNetError';
    this.code = code;
    this.details = details;
  }
}

/** @template {PackageErrorDetails['problem']} P @typedef {Extract<PackageErrorDetails, { problem: P }>} DetailsOf */

/**
 * The code and the message of every problem.
 * @typedef {{ [P in PackageErrorDetails['problem']]: [DenseNetErrorCode, (details: DetailsOf<P>) => string] }} Problems
 */

/**
 * @template {keyof Problems} P
 * @param {Pick<Problems, P>} problems @param {DetailsOf<P>} details @param {ErrorOptions} [options]
 */
export function createErrorFrom(problems, details, options) {
  const [code, message] = problems[/** @type {P} */ (details.problem)];
  return new DenseNetError(code, message(details), details, options);
}

/**
 * An error on its way between the threads: a structured clone of an `Error` would lose its code and details.
 * @typedef {{ code: DenseNetErrorCode, message: string, details: DenseNetErrorDetails }} PlainError
 */

/** @param {unknown} error @returns {PlainError} */
export function toPlain(error) {
  if (!(error instanceof Error)) return unexpected('', String(error));
  // The WebAssembly throws plain `Error`s that have a code and details.
  const { code, details, message } = /** @type {Partial<PlainError> & Error} */ (error);
  return typeof code === 'string' && details ? { code, message, details } : unexpected(error.name, message);
}

/** @param {string} name @param {string} reason @returns {PlainError} */
const unexpected = (name, reason) => ({
  code: 'internal',
  message: name ? `${name}: ${reason}` : reason,
  details: { problem: 'unexpected', name, reason },
});

/** @param {PlainError} plain */
export const fromPlain = ({ code, message, details }) => new DenseNetError(code, message, details);

/** The message of anything that was thrown. @param {unknown} error */
export function messageOf(error) {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return typeof error;
  }
}
