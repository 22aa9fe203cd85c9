// The messages of the errors that only exist in Node.js.
/** @import { DetailsOf, Problems } from '../shared/error.js' */
import { createErrorFrom } from '../shared/error.js';

/** @satisfies {Partial<Problems>} */
export const PROBLEMS = {
  'no-such-file': ['download-failed', ({ url }) => `there is no file ${url}`],
  'unreadable-file': ['download-failed', ({ url, reason }) => `${url} can't be read (${reason})`],
};

/** @param {DetailsOf<keyof typeof PROBLEMS>} details @param {ErrorOptions} options */
export const createError = (details, options) => createErrorFrom(PROBLEMS, details, options);
