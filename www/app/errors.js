// Errors as text. An error's details are data from which the message is made, in either language.
import { text } from './i18n.js';

/** @import { ConfigField, DenseNetErrorCode, DenseNetErrorDetails } from 'densenet-web' */

/**
 * Problems that the page itself detects.
 *
 * @typedef {{ problem: 'not-whole' | 'far-too-large', field: ConfigField | 'size', index: number | null, found: number }
 *   | { problem: 'unreadable-picture', name: string, format: string | null }
 *   | { problem: 'picture-not-fetched', status: number | null }
 *   | { problem: 'nothing-usable', names: readonly string[] }
 *   | { problem: 'broken-photo' }
 *   | { problem: 'broken-share', name: string }
 *   | { problem: 'camera-unsupported' | 'camera-refused' | 'camera-missing' }} PageErrorDetails
 */

/** @typedef {DenseNetErrorDetails | PageErrorDetails} Details */
/** @typedef {Details['problem']} Problem */
/** @typedef {{ [P in Problem]: (details: Extract<Details, { problem: P }>) => string }} Problems */
/** @typedef {Record<DenseNetErrorCode, string>} Codes */

/** @typedef {{ message: string, detail: string }} Explained */

/** An error that the page itself throws. */
export class PageError extends Error {
  /** @param {PageErrorDetails} details @param {DenseNetErrorCode} [code] for problems that share a kind. */
  constructor(details, code) {
    super(details.problem);
    this.name = 'PageError';
    this.details = details;
    this.code = code;
  }
}

/** Problems by the name of the DOMException that browsers throw if there is no camera. @type {Partial<Record<string, PageErrorDetails>>} */
const CAMERA = {
  NotAllowedError: { problem: 'camera-refused' },
  NotFoundError: { problem: 'camera-missing' },
};

/** The details of an error of the page, of the package, or in an engine's reason. @param {unknown} error @returns {Details | undefined} */
export function detailsOf(error) {
  const { details } = /** @type {{ details?: Details }} */ (error ?? {});
  return details ?? (error instanceof DOMException ? CAMERA[error.name] : undefined);
}

/** A message for the exact problem. @param {Details} details */
function describe(details) {
  const { problems, located } = text().errors;
  const say = /** @type {((details: Details) => string) | undefined} */ (problems[details.problem]);
  if (!say) return undefined;
  const { image, count } = /** @type {{ image?: number, count?: number }} */ (details);
  return image !== undefined && count !== undefined && count > 1
    ? located(image + 1, count, say(details))
    : say(details);
}

/** Messages for the kind of the error and for the exact problem. @param {unknown} error @returns {Explained} */
export function explain(error) {
  const { codes } = text().errors;
  const { code, message } = /** @type {{ code?: unknown, message?: string }} */ (error ?? {});
  const kind = codes[/** @type {DenseNetErrorCode} */ (code)];
  const details = detailsOf(error);
  const problem = details && describe(details);
  if (problem && !kind) return { message: problem, detail: '' };
  return { message: kind ?? codes.internal, detail: problem ?? message ?? String(error) };
}
