// The messages about workers that don't start. Hardly any page needs them, so they are downloaded with what finds them out.
/** @import { DetailsOf, Problems } from '../shared/error.js' */
import { createErrorFrom } from '../shared/error.js';

/** What serves the package's files elsewhere. */
const MOVED = 'if the package was moved, pass its folder as `baseUrl`';
const VITE = "Vite before version 8 needs optimizeDeps: { exclude: ['densenet-web'] }";

/** @satisfies {Partial<Problems>} */
export const PROBLEMS = {
  'worker-not-started': [
    'unsupported',
    ({ url, reason }) =>
      `the package's worker could not be started from ${url}${reason ? ` (${reason})` : ''}: the browser doesn't say why; ` +
      'try again, and look into the console',
  ],
  'worker-http-status': [
    'download-failed',
    ({ url, status }) =>
      `the package's worker can't be started, because the server responded ${status} to ${url}: ${MOVED}`,
  ],
  'worker-unreachable': [
    'download-failed',
    ({ url, reason }) =>
      `the package's worker can't be downloaded from ${url} (${reason}): check the connection; ${MOVED}`,
  ],
  'worker-without-cors': [
    'download-failed',
    ({ url, origin }) =>
      `the server of ${url} lets no page of the origin ${origin}${origin === 'null' ? ' (a sandboxed frame)' : ''} read it: ` +
      "it must send Access-Control-Allow-Origin for all of the package's files",
  ],
  'worker-not-javascript': [
    'download-failed',
    ({ url, type }) =>
      `the package's worker can't be started, because ${url} is served as ${type || 'nothing'}, not as text/javascript: ` +
      (url.includes('/.vite/') ? VITE : MOVED),
  ],
  'worker-without-coep': [
    'unsupported',
    ({ url }) =>
      `this page is sent with Cross-Origin-Embedder-Policy, and so must be ${url}: ` +
      'send Cross-Origin-Embedder-Policy: require-corp for worker.js and thread.js',
  ],
  'worker-forbidden': [
    'unsupported',
    ({ url, needed }) =>
      `the page's Content-Security-Policy forbids the package's worker ${url}: add ${needed} to worker-src`,
  ],
  'worker-import-refused': [
    'unsupported',
    ({ url, needed }) =>
      `a worker starts on this page, and ${url} can be read, but the worker could not import it: if the page has a ` +
      `Content-Security-Policy, its worker-src must allow ${needed}`,
  ],
  'trusted-types-required': [
    'unsupported',
    () =>
      "the page requires Trusted Types and allows no policy named densenet-web: add densenet-web to the Content-Security-Policy's " +
      "trusted-types, with 'allow-duplicates' where the page contains the package twice",
  ],
};

/** @param {DetailsOf<keyof typeof PROBLEMS>} details @param {ErrorOptions} [options] */
export const createError = (details, options) => createErrorFrom(PROBLEMS, details, options);
