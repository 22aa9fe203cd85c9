// Globals for the package's tests: the package itself, and a way to return its errors to the tests.
import * as densenet from '../../pkg/index.js';

/** The error that an action fails with, or null. @param {() => unknown} action */
async function failure(action) {
  try {
    await action();
    return null;
  } catch (error) {
    const { name, message, code, details } = /** @type {import('../../pkg/index.js').DenseNetError} */ (
      error
    );
    return { name, message, code, details, isOurs: error instanceof densenet.DenseNetError };
  }
}

Object.assign(window, { densenet, failure });
