// The messages of all errors that are created on the page's thread.
/** @import { DetailsOf, Problems } from '../shared/error.js' */
import { createErrorFrom } from '../shared/error.js';

/** What an argument must be. @type {Record<DetailsOf<'wrong-type'>['argument'], string>} */
const EXPECTED = {
  options: 'an object',
  signal: 'an AbortSignal',
  host: 'a URL',
  images: 'a list of images, or something else that can be iterated over',
  onProgress: 'a function',
  onEngineChange: 'a function',
  labels: 'an array of strings',
  metadata: 'an object, JSON text, a Blob or a URL',
  random: 'a configuration object or a name such as "densenet_bc_40_12"',
  weights: 'the bytes of a safetensors file: an ArrayBuffer, a Uint8Array, a Blob or a File',
  sha256: '64 hexadecimal digits',
  credentials: "'omit', 'same-origin' or 'include'",
  baseUrl: "the URL of the folder with the package's files",
  layer: 'the name of a layer in plan.layers',
  from: "'input' or the name of a layer in plan.layers",
  cut: 'an object { layer, from, channel }, of which only layer is required, or a list of them',
  objective: '{ class: number } or { label: number }',
  config: 'a configuration object or a name such as "densenet121"',
  assume: 'the name of an implementation, such as torchvision',
  inputSize: '[height, width] in whole pixels, each from 1 to 65535',
};

const IMAGE_TYPES =
  'a Blob, File, URL, ImageData, ImageBitmap, <img>, <canvas>, OffscreenCanvas, <video> or VideoFrame';

/** @param {string | null} suggestion */
const hint = (suggestion) => (suggestion === null ? '' : `: did you mean ${suggestion}?`);

/** @satisfies {Partial<Problems>} */
export const PROBLEMS = {
  'not-constructible': [
    'invalid-argument',
    () => 'DenseNet has no public constructor: use await DenseNet.load()',
  ],
  'wrong-type': ['invalid-argument', ({ argument }) => `${argument} must be ${EXPECTED[argument]}`],
  'unknown-option': [
    'invalid-argument',
    ({ option, suggestion }) => `there is no option ${option}${hint(suggestion)}`,
  ],
  'unknown-field': [
    'invalid-config',
    ({ field, suggestion }) => `a configuration has no ${field}${hint(suggestion)}`,
  ],
  'missing-field': ['invalid-config', ({ field }) => `the configuration lacks ${field}`],
  'invalid-field': ['invalid-config', ({ field, found }) => `the configuration's ${field} can't be ${found}`],
  'unreadable-argument': ['invalid-argument', ({ reason }) => `an argument can't be read (${reason})`],
  'not-an-integer-in-range': [
    'invalid-argument',
    ({ argument, min, max, found }) => {
      const range = max === null ? `of at least ${min}` : `from ${min} to ${max}`;
      return `${argument} must be an integer ${range}, not ${found}`;
    },
  ],
  'unknown-engine': [
    'invalid-argument',
    ({ found, engines }) => `there is no engine ${found}: use one of ${engines.join(', ')}`,
  ],
  'unknown-on-error': ['invalid-argument', ({ found }) => `onError must be 'throw' or 'skip', not ${found}`],
  'unknown-precision': [
    'invalid-argument',
    ({ found, precisions }) => `there is no precision ${found}: use one of ${precisions.join(', ')}`,
  ],
  'unknown-model': [
    'invalid-argument',
    ({ found, models }) =>
      `there is no bundled model ${found}: use ${models.join(', ')} the URL of a checkpoint or { huggingFace: 'owner/name' }`,
  ],
  'class-out-of-range': [
    'invalid-argument',
    ({ found, classes }) => `there is no class ${found}: classes go from 0 to ${classes - 1}`,
  ],
  'invalid-hugging-face': [
    'invalid-argument',
    ({ found }) => `${found} is no model: use { huggingFace: 'owner/name', revision, file, host }`,
  ],
  'exclusive-options': [
    'invalid-argument',
    ({ options }) => `${options.join(' and ')} exclude each other: pass only one of them`,
  ],
  'empty-batch': ['invalid-argument', () => 'there are no images: pass at least one'],
  'not-an-image': ['invalid-argument', ({ found }) => `an image must be ${IMAGE_TYPES}, not ${found}`],
  'no-base-url': [
    'invalid-argument',
    () =>
      "this bundle doesn't know where the package's files are: pass `baseUrl`, the URL of the folder with worker.js, wasm/ and models/",
  ],
  'invalid-url': ['invalid-argument', ({ url }) => `${JSON.stringify(url)} is not a URL`],
  'not-transferable': [
    'invalid-argument',
    ({ reason }) => `an argument can't be sent to the worker: was it transferred before? (${reason})`,
  ],
  'empty-image-data': ['invalid-image', () => 'the ImageData has no pixels: was it transferred?'],
  'unreadable-image-data': ['invalid-image', ({ reason }) => `the ImageData can't be read (${reason})`],
  'unreadable-image-element': [
    'invalid-image',
    ({ url, reason }) =>
      `the <img> can't be read: it is empty, or ${url ?? 'its source'} could not be loaded (${reason})`,
  ],
  'no-video-frame': [
    'invalid-image',
    ({ reason }) => `the <video> has no frame yet: wait for its "loadeddata" event (${reason})`,
  ],
  'closed-image': [
    'invalid-image',
    ({ type, reason }) => `the ${type} can't be read: was it closed already? (${reason})`,
  ],
  'unreadable-canvas': [
    'invalid-image',
    ({ reason }) =>
      `the canvas can't be read: it has no pixels, or its control was transferred to a worker (${reason})`,
  ],
  'cross-origin-image': [
    'invalid-image',
    ({ reason }) =>
      'an image comes from another origin, so this page may not read its pixels: load it with ' +
      `crossorigin="anonymous", or pass its URL (${reason})`,
  ],
  'image-not-in-last-call': ['invalid-input', ({ image }) => `the last call had no image ${image}`],
  'maps-overwritten': [
    'invalid-input',
    () => 'the batch took several passes, so the maps of some images are gone: classify fewer at once',
  ],
  'no-maps': ['nothing-run', () => 'no image of the last call could be read, so there are no maps'],
  'no-worker': [
    'unsupported',
    ({ scope }) =>
      `this ${scope} can't start a worker, or none is wanted: import DenseNet from 'densenet-web/inline', which ` +
      'computes in the calling thread',
  ],
  'worker-undiagnosed': [
    'unsupported',
    ({ reason }) => `the package's worker could not be started (${reason})`,
  ],
  'code-not-loaded': [
    'download-failed',
    ({ reason }) => `a part of the package can't be loaded: try again (${reason})`,
  ],
  'cache-not-cleared': ['unsupported', ({ reason }) => `Cache Storage can't be cleared: ${reason}`],
  disposed: ['disposed', () => 'this network was disposed: load it again to use it'],
  'unreadable-response': ['internal', () => 'the worker sent an unreadable response: call again'],
  'worker-crashed': [
    'internal',
    ({ reason }) => `the network's worker crashed (${reason}): call again, which loads the network again`,
  ],
  'batch-worker-failed': [
    'internal',
    () => 'one of the workers that shared the batch failed: classify the batch again',
  ],
};

/** @param {DetailsOf<keyof typeof PROBLEMS>} details @param {ErrorOptions} [options] */
export const createError = (details, options) => createErrorFrom(PROBLEMS, details, options);
