/** @import { DenseNetErrorCode } from '../../index.js' */

/** The one error that this package throws. */
export class DenseNetError extends Error {
  /** @type {DenseNetErrorCode} */
  code;

  /** @param {DenseNetErrorCode} code @param {string} message @param {ErrorOptions} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'DenseNetError';
    this.code = code;
  }
}

/**
 * What stands for an error between the threads: structured clones of errors lose their `code`.
 * @typedef {{ code: DenseNetErrorCode, message: string }} PlainError
 */

/** An error of any origin, for the other thread. @param {unknown} error @returns {PlainError} */
export function toPlain(error) {
  if (error instanceof Error) {
    // The WebAssembly's own errors are plain `Error`s with a code.
    const code = /** @type {{ code?: unknown }} */ (error).code;
    if (typeof code === 'string') {
      return { code: /** @type {DenseNetErrorCode} */ (code), message: error.message };
    }
    return { code: 'internal', message: `${error.name}: ${error.message}` };
  }
  return { code: 'internal', message: String(error) };
}

/** @param {PlainError} plain */
export const fromPlain = ({ code, message }) => new DenseNetError(code, message);

/** What an error says, for use within a longer message. @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));
