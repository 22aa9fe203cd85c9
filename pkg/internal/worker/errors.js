// The messages of all errors that are created in the worker, apart from those of the WebAssembly.
/** @import { DownloadedFile } from '../../index.js' */
/** @import { DetailsOf, PlainError, Problems } from '../shared/error.js' */
import { createErrorFrom, DenseNetError } from '../shared/error.js';

/** @type {Record<DownloadedFile, string>} */
const NAMES = {
  weights: 'the weights',
  metadata: 'config.json',
  labels: 'the labels',
  image: 'the image',
  wasm: "the package's WebAssembly",
};

/** @satisfies {Partial<Problems>} */
export const PROBLEMS = {
  offline: [
    'download-failed',
    ({ what }) => `${NAMES[what]} can't be downloaded, because this device is offline: try again later`,
  ],
  unreachable: [
    'download-failed',
    ({ what, url, reason }) =>
      `${NAMES[what]} can't be downloaded from ${url} (${reason}): check the URL and the connection; ` +
      'a server of another origin must allow it (CORS), and so must the Content-Security-Policy (connect-src)',
  ],
  'http-status': [
    'download-failed',
    ({ what, url, status }) =>
      `${NAMES[what]} can't be downloaded from ${url}: the server responded ${status}` +
      (what === 'wasm' ? '; if the package was moved, pass its folder as `baseUrl`' : ''),
  ],
  'web-page': [
    'download-failed',
    ({ what, url }) =>
      `${url} is a web page, not ${NAMES[what]}: check the URL, and that the server has the file`,
  ],
  'cut-off': [
    'download-failed',
    ({ what, url, loaded, reason }) =>
      `the download of ${NAMES[what]} from ${url} was cut off after ${loaded} bytes: try again (${reason})`,
  ],
  stalled: [
    'download-failed',
    ({ what, url, timeout }) =>
      `the download of ${NAMES[what]} from ${url} brought nothing for ${timeout} ms: try again, or set \`timeout\``,
  ],
  'file-too-large': [
    'download-failed',
    ({ what, url, max }) => `${NAMES[what]} at ${url} has more than ${max} bytes: check the URL`,
  ],
  'metadata-unknown': [
    'download-failed',
    ({ url, reason }) =>
      `it is unknown whether there is a ${url} (${reason}): try again, or pass \`metadata: {}\` if there is none`,
  ],
  'bindings-not-loaded': [
    'download-failed',
    ({ url, reason }) => `${url} can't be loaded: it must be served as JavaScript (${reason})`,
  ],
  'wasm-not-loaded': [
    'download-failed',
    ({ url, reason }) => `${NAMES.wasm} can't be loaded from ${url}: try again (${reason})`,
  ],
  'unreadable-weights-file': [
    'invalid-weights',
    ({ reason }) => `the file with the weights can no longer be read: choose it again (${reason})`,
  ],
  'shard-name': [
    'invalid-weights',
    ({ url, found }) =>
      `${url} names the shard ${found}: the shards must lie next to it, under names without slashes`,
  ],
  'sha256-mismatch': [
    'invalid-weights',
    ({ expected, found }) =>
      `the sha256 of the weights is ${found}, not ${expected}: the file was changed or damaged`,
  ],
  'no-web-crypto': ['unsupported', () => 'checking sha256 needs a secure page: https or localhost'],
  'wasm-forbidden': [
    'unsupported',
    ({ reason }) =>
      "a Content-Security-Policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src, also where worker.js is " +
      `served (${reason})`,
  ],
  'wasm-not-compiled': [
    'unsupported',
    ({ reason }) =>
      `${NAMES.wasm} can't be compiled: the file is damaged, or the browser is too old for WebAssembly SIMD (${reason})`,
  ],
  'no-canvas-context': ['unsupported', () => 'this browser has no 2d context for OffscreenCanvas: update it'],
  'undecodable-image': [
    'invalid-image',
    ({ name, type, bytes, reason }) =>
      `${name ?? 'the image'} (${type || 'unknown type'}, ${bytes} bytes) can't be decoded: it is not an image, is ` +
      `damaged or too large, or has a format that isn't known here (${reason})`,
  ],
  'empty-image-file': [
    'invalid-image',
    ({ name }) => `${name ?? 'the image'} is an empty file: choose another one`,
  ],
  'web-page-as-image': [
    'invalid-image',
    ({ name }) => `${name ?? 'the image'} is a web page, not an image: check where it came from`,
  ],
  'unsupported-image-format': [
    'invalid-image',
    ({ name, format }) => `${name ?? 'the image'} is a file of type ${format}: export it as PNG or JPEG`,
  ],
  'too-many-pixels': [
    'invalid-image',
    ({ name, width, height, max }) =>
      `${name ?? 'the image'} has ${width}x${height} pixels, and at most ${max} can be decoded: make it smaller`,
  ],
  'too-elongated': [
    'invalid-input',
    ({ width, height, max }) =>
      `an image of ${width}x${height} pixels; the long side may be at most ${max} times the short one`,
  ],
  'truncated-image': [
    'invalid-image',
    ({ name, bytes }) => `${name ?? 'the image'} is cut off after ${bytes} bytes: copy or download it again`,
  ],
  'canvas-falsified': [
    'unsupported',
    () =>
      'this browser falsifies the pixels that pages read (privacy.resistFingerprinting in Firefox, or an extension): ' +
      'allow this page to read canvases, or pass a JPEG, PNG or WebP file, or ImageData',
  ],
  'unreadable-pixels': [
    'invalid-image',
    ({ width, height, reason }) =>
      `an image of ${width}x${height} pixels can't be read: make it smaller (${reason})`,
  ],
  'no-engine': [
    'no-engine',
    ({ errors }) => errors.map(({ engine, error }) => `${engine}: ${error.message}`).join('; '),
  ],
  'last-call-failed': [
    'nothing-run',
    () =>
      'that call failed, was aborted or still waits for an <img>, so there are no maps: classify an image first',
  ],
  'measurement-outdated': [
    'invalid-input',
    () => 'other images or other cuts came while reuse was measured: measure it again',
  ],
  'memory-exhausted': [
    'out-of-memory',
    ({ reason }) =>
      `there is too little memory (${reason}): use fewer or smaller images at once, or a smaller network`,
  ],
  trapped: [
    'internal',
    ({ reason }) => `the network's code failed (${reason}): call again, which loads the network again`,
  ],
};

/** @param {DetailsOf<keyof typeof PROBLEMS>} details @param {ErrorOptions} [options] */
export const createError = (details, options) => createErrorFrom(PROBLEMS, details, options);

/** What the network says of an image whose features are gone, of a pass that it has forgotten. @param {number} image */
export const featuresGone = (image) =>
  new DenseNetError('invalid-input', 'the features are gone', { problem: 'features-gone', image });

/** Traps and aborted signals stay what they are. @param {unknown} error */
export function isLocatable(error) {
  const { code, details } = /** @type {Partial<PlainError>} */ (error);
  return typeof code === 'string' && details !== undefined;
}

/** Says which of several images failed. @param {unknown} error @param {number} image from 0 @param {number} count */
export function locateError(error, image, count) {
  if (!isLocatable(error)) return error;
  const { code, message, details } = /** @type {PlainError} */ (error);
  const located = `image ${image + 1} of ${count}: ${message}`;
  return new DenseNetError(code, located, { ...details, image, count }, { cause: error });
}
