// What the package's tests find in the page: the package itself, and a way to hand its errors to the tests.
import * as densenet from '../../pkg/index.js';

/** What an action fails with; null if it doesn't. @param {() => unknown} action */
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
