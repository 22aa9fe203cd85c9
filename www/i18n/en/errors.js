// One message per problem, made from its details: the compiler finds missing problems and misspelt values.
import files from './error-files.js';
import metadata from './error-metadata.js';
import { FILES, nameOf, shapeOf, SUMS } from './error-names.js';
import pictures from './error-pictures.js';
import starting from './error-starting.js';
import weights from './error-weights.js';

/** @import { Codes, Problems } from '../../app/errors.js' */

/** @type {Codes} */
const codes = {
  internal: 'Something went wrong.',
  'invalid-config': 'This configuration is not a valid network.',
  'invalid-input': 'The network cannot take this input.',
  'invalid-weights': 'This file is not a DenseNet that the page can read.',
  'invalid-metadata': 'The config.json cannot be used.',
  'unknown-layer': 'The network has no such layer.',
  'no-classifier': 'The network has no classifier.',
  'nothing-run': 'Nothing has run yet.',
  'no-engine': 'No engine works here.',
  'no-gradients': 'This engine computes no gradients.',
  'no-webgpu': 'WebGPU is not available in this browser. Choose CPU or Auto.',
  'out-of-memory': 'There is not enough memory.',
  'gpu-error': 'The graphics processor reported an error.',
  'invalid-image': 'The browser cannot read this file as a picture.',
  'invalid-argument': 'The page asked the network for something it cannot do.',
  'download-failed': 'The download failed. Check the connection and try again.',
  unsupported: 'This browser lacks something that the network needs.',
  disposed: 'The network was closed.',
};

/** @satisfies {Problems} */
const problems = {
  // The page.
  'not-whole': ({ field, index }) => `${nameOf(field, index)}: this must be a whole number, 1 or more.`,
  'far-too-large': ({ field, index }) => `${nameOf(field, index)}: this number is far too large.`,
  'unreadable-picture': ({ name, format }) =>
    format
      ? `This browser cannot open ${name} (${format}): it is damaged, or in a format that the browser does not read. Export it as JPEG or PNG.`
      : `This browser cannot open ${name}. If it is a picture, export it as JPEG or PNG.`,
  'picture-not-fetched': ({ status }) =>
    `The picture could not be fetched${status === null ? '' : ` (the server answered ${status})`}: the address may be wrong, or its server does not let other pages read it.`,
  'nothing-usable': ({ names }) =>
    `None of these files is a picture, a checkpoint, a config.json or a list of labels: ${names.join(', ')}.`,
  'broken-photo': () =>
    'The picture in this link is damaged or cut off. The link may have been shortened on its way: ask for it again, or for a file instead.',
  'broken-share': ({ name }) => `${name} is damaged or cut off: ask for the file again.`,
  'camera-unsupported': () =>
    'The camera is not available: the page must be opened over https or on localhost.',
  'camera-refused': () => 'The camera cannot be used: permission was denied.',
  'camera-missing': () => 'No camera was found.',

  // Configurations.
  'unknown-network': ({ name }) => `There is no network called ${name}.`,
  'malformed-config': ({ detail }) => `The configuration cannot be read (${detail}).`,
  'out-of-range': ({ field, index, min, max, excluded }) => {
    const range = {
      none: `from ${min} to ${max}`,
      min: `above ${min} and at most ${max}`,
      max: `at least ${min} and below ${max}`,
    }[excluded ?? 'none'];
    return `${nameOf(field, index)}: this must be ${range}.`;
  },
  'no-channels-left': ({ field, transition }) =>
    `${nameOf(field, null)}: so small that transition ${transition} is left without channels.`,
  'uneven-depth': ({ depth, multiple }) =>
    `Three equal blocks cannot have depth ${depth}: it must be a multiple of ${multiple}, plus 4.`,
  'too-many-parameters': ({ parameters, max }) =>
    `The network has ${parameters} parameters; random weights are generated for at most ${max}.`,
  'too-large': ({ sum }) =>
    `The network is too large: its ${SUMS[sum]} exceed 2⁵³ and cannot be counted exactly.`,
  'unknown-choice': ({ option, found, known }) =>
    `There is no ${option} called ${found}; there are ${known.join(', ')}.`,

  // Inputs.
  'input-size-out-of-range': ({ height, width, max }) =>
    `An input of ${height} × ${width} pixels is not possible: from 1 × 1 to ${max} × ${max} are.`,
  'input-too-small': ({ height, width }) =>
    `An input of ${height} × ${width} pixels is too small: the network halves it until nothing is left.`,
  'number-count': ({ found, shape }) => `${found} numbers do not fill ${shapeOf(shape)}.`,
  'input-channels': ({ found, expected }) =>
    `A picture with ${found} channels does not fit a network that takes ${expected}.`,
  'no-images': () => 'There is no picture.',
  'mixed-sizes': () => 'Pictures that run together must have the same size.',
  'pixel-bytes': ({ bytes, width, height }) =>
    `${bytes} bytes are not the pixels of ${width} × ${height}: each has four.`,
  'too-elongated': ({ width, height, max }) =>
    `The picture is too elongated (${width} × ${height} pixels): its long side may be at most ${max} times its short side.`,
  'resized-too-large': ({ width, height }) =>
    `The picture would be resized to ${width}×${height} pixels: it is too elongated, or crop_pct is too small.`,
  'resize-failed': ({ width, height, detail }) =>
    `The picture of ${width} × ${height} pixels could not be resized (${detail}).`,
  'no-classifier': () =>
    'The network has no classifier: its feature maps and embeddings work, predictions and class maps do not.',
  'unknown-class': ({ class: index, classes }) =>
    `There is no class ${index}: the network has ${classes}, counted from 0.`,
  'unknown-image': ({ image, images }) => `There is no picture ${image + 1}: ${images} ran in the last call.`,
  'features-gone': ({ image }) =>
    `The features of picture ${image + 1} are gone: too many ran at once. Run fewer.`,

  // Weights.
  ...weights,
  'unreadable-weights-file': ({ reason }) => `The file can no longer be read: choose it again (${reason}).`,
  'shard-name': ({ found }) =>
    `The index names the shard ${found}: shards must lie next to it, under names without slashes.`,
  'sha256-mismatch': ({ expected, found }) =>
    `The file was changed or damaged: its SHA-256 is ${found} instead of ${expected}.`,

  ...files,

  ...metadata,

  // Engines.
  'unknown-layer': ({ layer }) => `The network has no layer ${layer}.`,
  'nothing-run': () => 'Run a picture first.',
  'last-call-failed': () => 'The last run failed: run the picture again.',
  'no-engine': ({ errors }) => `No engine works (${errors.map(({ error }) => error.message).join('; ')}).`,
  'no-webgpu': ({ detail }) => `WebGPU is not available (${detail}).`,
  'gpu-failed': ({ detail }) => `The graphics processor failed (${detail}).`,
  'gpu-lost': ({ detail }) =>
    `The graphics processor was lost (${detail}): load the network again, or choose the CPU.`,
  'gpu-wrong': ({ deviation }) =>
    `The graphics processor computes wrong numbers, off by ${(deviation * 100).toFixed(1)} %: choose the CPU.`,
  'gpu-stale': () => 'The graphics processor returned the results of another run, or none: choose the CPU.',
  'gpu-timeout': () => 'The graphics processor does not answer: choose the CPU.',
  'gpu-buffer-too-large': ({ needed, limit }) =>
    `This needs a buffer of ${needed} MiB, and the graphics processor allows ${limit} MiB: choose the CPU, or fewer or smaller pictures.`,
  'gpu-not-finite': ({ precision }) =>
    `The graphics processor computed infinite numbers in ${precision}: choose the CPU.`,
  'gpu-overflow': () => 'The network’s numbers are too large for f16.',
  'out-of-memory': ({ needed }) =>
    `There is not enough memory: ${needed} MiB are needed. Use fewer or smaller pictures, or a smaller network.`,
  'not-finite': () =>
    'The network computes infinite numbers: its weights, or the mean and std in its config.json, are out of proportion.',
  'burn-failed': ({ detail }) => `The reference engine, burn, failed (${detail}).`,
  'no-burn': () => 'This build has no reference engine.',

  ...pictures,

  // Downloads.
  offline: ({ what }) => `This device is offline, so ${FILES[what]} cannot be downloaded.`,
  unreachable: ({ what, url, reason }) =>
    `There is no connection to ${url} for ${FILES[what]}, or its server does not let other pages read it (${reason}).`,
  'http-status': ({ what, url, status }) => `The server answered ${status} to ${url} (${FILES[what]}).`,
  'web-page': ({ what, url }) => `There is a web page at ${url} instead of ${FILES[what]}.`,
  'cut-off': ({ what, url, loaded, reason }) =>
    `The download of ${FILES[what]} from ${url} was cut off after ${loaded} bytes (${reason}).`,
  stalled: ({ what, timeout }) =>
    `The download of ${FILES[what]} stalled for ${Math.round(timeout / 1000)} seconds: try again.`,
  'file-too-large': ({ what, url, max }) =>
    `The file at ${url} (${FILES[what]}) has more than ${Math.round(max / 2 ** 20)} MiB: check the address.`,
  'metadata-unknown': ({ url, reason }) =>
    `The page could not find out whether ${url} exists (${reason}): try again.`,
  'bindings-not-loaded': ({ url, reason }) => `A part of the program, ${url}, cannot be loaded (${reason}).`,
  'code-not-loaded': ({ reason }) => `A part of the program cannot be loaded (${reason}).`,
  'wasm-not-loaded': ({ reason }) => `The program cannot be loaded (${reason}).`,

  // The browser and the program.
  'no-worker': () => 'This browser cannot run programs in the background: update it.',
  'inline-failed': ({ reason }) => `The program crashed (${reason}): reload the page.`,
  'no-such-file': ({ url }) => `There is no file ${url}.`,
  'unreadable-file': ({ url, reason }) => `${url} cannot be read (${reason}).`,
  ...starting,
  'wasm-forbidden': ({ reason }) => `WebAssembly is forbidden here (${reason}).`,
  'wasm-not-compiled': ({ reason }) =>
    `The program cannot be compiled: it is damaged, or the browser too old (${reason}).`,
  'no-web-crypto': () => 'Checking the file needs a secure page (https).',
  'no-canvas-context': () => 'The browser cannot read pixels in the background: update it.',
  disposed: () => 'Load it again to use it.',
  'unreadable-response': () => 'The program’s response was unreadable: load the network again.',
  'worker-crashed': ({ reason }) => `The program crashed (${reason}): run the picture again.`,
  'batch-worker-failed': () => 'One of the workers that shared the pictures failed: run them again.',
  'memory-exhausted': ({ reason }) =>
    `The program ran out of memory (${reason}): use fewer or smaller pictures, or a smaller network.`,
  trapped: ({ reason }) => `The program crashed or ran out of memory (${reason}): run the picture again.`,
  unexpected: ({ name, reason }) => `${name ? `${name}: ` : ''}${reason}`,

  // Mistakes of the page.
  'unreadable-argument': ({ reason }) => `Something that the page passed on cannot be read (${reason}).`,
  'unknown-option': ({ option, suggestion }) =>
    `There is no option ${option}${suggestion ? `; did you mean ${suggestion}?` : '.'}`,
  'unknown-field': ({ field, suggestion }) =>
    `A network has no ${field}${suggestion ? `; did you mean ${suggestion}?` : '.'}`,
  'missing-field': ({ field }) => `${field} is missing.`,
  'invalid-field': ({ field, found }) => `${field} cannot be ${found}.`,
  'unknown-on-error': ({ found }) => `onError cannot be ${found}.`,
  'no-maps': () => 'No picture of the last run could be read, so there are no maps.',
  'not-cuttable': ({ layer, from }) =>
    from === null ? `${layer} cannot be cut.` : `${layer} does not read ${from}, so this cannot be cut.`,
  'unknown-channel': ({ layer, channel, channels }) =>
    `${layer} has no channel ${channel}: it makes ${channels}, counted from 0.`,
  'no-gradients': () => 'This engine computes no gradients: choose the CPU or WebGPU.',
  'nothing-differentiated': () => 'There are no gradients of the last run yet: compute them first.',
  'measurement-outdated': () =>
    'Another picture or other cuts came while reuse was measured: measure it again.',
  'cache-not-cleared': ({ reason }) => `The browser's storage cannot be cleared (${reason}).`,
  'not-constructible': () => 'A network must be loaded, not constructed.',
  'invalid-hugging-face': ({ found }) => `${found} is no model on Hugging Face.`,
  'wrong-type': ({ argument }) => `${argument} has the wrong type.`,
  'not-an-integer-in-range': ({ argument, min, max, found }) =>
    `${argument} is ${found}; it must be a whole number ${max === null ? `from ${min} on` : `from ${min} to ${max}`}.`,
  'unknown-engine': ({ found, engines }) => `There is no engine ${found}; there are ${engines.join(', ')}.`,
  'unknown-precision': ({ found, precisions }) =>
    `There is no precision ${found}; there are ${precisions.join(', ')}.`,
  'unknown-model': ({ found, models }) => `There is no network ${found}; there are ${models.join(', ')}.`,
  'class-out-of-range': ({ found, classes }) =>
    `There is no class ${found}: the network has ${classes}, counted from 0.`,
  'exclusive-options': ({ options }) => `${options.join(' and ')} cannot be used together.`,
  'empty-batch': () => 'There are no pictures.',
  'not-an-image': ({ found }) => `${found} is not a picture.`,
  'no-base-url': () => 'The page does not know where its own files are.',
  'invalid-url': ({ url }) => `${url} is not an address.`,
  'not-transferable': ({ reason }) => `Something cannot be sent to the program (${reason}).`,
};

/** @param {number} image from 1 @param {number} count @param {string} problem */
const located = (image, count, problem) => `Picture ${image} of ${count}: ${problem}`;

export default { codes, problems, located };
