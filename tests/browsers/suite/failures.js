// Errors have a machine-readable code and details.
import { DenseNet } from '../../../pkg/index.js';
import { near, rejectsWith } from './assert.js';
import { PATTERN } from './expected.js';
import { test } from './harness.js';
import { pattern } from './images.js';
import { probabilities, TOLERANCE } from './probabilities.js';

test('errors: invalid images', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const notes = new File(['not an image'], 'notes.txt', { type: 'text/plain' });
  await rejectsWith(
    net.classify([pattern(true), notes]),
    'invalid-image',
    { problem: 'undecodable-image', name: 'notes.txt', type: 'text/plain', bytes: 12, image: 1, count: 2 },
    'a text file',
  );
  const url = new URL('/missing.jpg', location.href).href;
  await rejectsWith(
    net.classify(url),
    'download-failed',
    { problem: 'http-status', what: 'image', url, status: 404 },
    'a missing file',
  );
  const closed = await createImageBitmap(pattern(true));
  closed.close();
  const bitmap = { problem: 'closed-image', type: 'ImageBitmap' };
  await rejectsWith(net.classify(closed), 'invalid-image', bitmap, 'a closed bitmap');
  await rejectsWith(net.classify([]), 'invalid-argument', { problem: 'empty-batch' }, 'no images');
  near(await probabilities(net, pattern(true)), PATTERN, TOLERANCE, 'afterwards');
});

test('errors: unknown layers and classes', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  await rejectsWith(net.featureMaps('features.conv0'), 'nothing-run', {}, 'before the first image');
  await net.classify(pattern(true));
  const layer = 'features.nowhere';
  await rejectsWith(net.featureMaps(layer), 'unknown-layer', { problem: 'unknown-layer', layer }, 'layer');
  await rejectsWith(
    net.classActivationMap(10),
    'invalid-argument',
    { problem: 'class-out-of-range', found: '10', classes: 10 },
    'class',
  );
  await rejectsWith(
    net.classActivationMap(0, { image: 1 }),
    'invalid-input',
    { problem: 'image-not-in-last-call', image: 1 },
    'image',
  );
});

test('errors: networks that cannot be loaded', async () => {
  const model = new URL('/missing/net.safetensors', location.href).href;
  await rejectsWith(
    DenseNet.load({ model, engine: 'cpu' }),
    'download-failed',
    { problem: 'http-status', what: 'weights', url: model, status: 404 },
    'a missing file',
  );
  await rejectsWith(
    DenseNet.load({ model: '/www/samples/cat-1.jpg', engine: 'cpu', metadata: {} }),
    'invalid-weights',
    {},
    'a photo',
  );
  await rejectsWith(
    DenseNet.load({ sha256: '0'.repeat(64), engine: 'cpu' }),
    'invalid-weights',
    { problem: 'sha256-mismatch', expected: '0'.repeat(64) },
    'another hash',
  );
  await rejectsWith(
    DenseNet.load({ engine: /** @type {any} */ ('gpu') }),
    'invalid-argument',
    { problem: 'unknown-engine', found: '"gpu"' },
    'an unknown engine',
  );
});
