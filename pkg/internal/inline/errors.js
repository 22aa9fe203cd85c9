// The messages of the errors that only exist where no worker is started.
/** @import { DetailsOf, Problems } from '../shared/error.js' */
import { createErrorFrom } from '../shared/error.js';

/** @satisfies {Partial<Problems>} */
export const PROBLEMS = {
  'inline-failed': [
    'internal',
    ({ reason }) =>
      'the WebAssembly failed earlier, and in this thread it can not be replaced: start the thread again, or ' +
      `reload the page (${reason})`,
  ],
};

/** @param {DetailsOf<keyof typeof PROBLEMS>} details */
export const createError = (details) => createErrorFrom(PROBLEMS, details);
