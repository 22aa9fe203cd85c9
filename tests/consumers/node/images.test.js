// Every kind of image, with the same probabilities as in browsers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DenseNet, DenseNetError } from 'densenet-web';
import {
  agrees,
  JPEG_TOLERANCE,
  PATTERN,
  PATTERN_HALF_TRANSPARENT,
  pattern,
  PHOTOS,
  serve,
} from './given.js';

/** @type {DenseNet} */
let net;
before(async () => (net = await DenseNet.load()));
after(() => net.dispose());

for (const [name, expected] of Object.entries(PHOTOS)) {
  test(`${name} as PNG, WebP and JPEG`, async () => {
    await agrees(net, `given/${name}.png`, expected);
    await agrees(net, `given/${name}.webp`, expected);
    await agrees(net, `given/${name}.jpg`, expected, JPEG_TOLERANCE);
  });
}

test('EXIF orientation is applied', async () => {
  await agrees(net, 'given/rotated.png', PHOTOS['truck-1']);
});

test('pixels', async () => {
  await agrees(net, pattern(true), PATTERN);
  await agrees(net, pattern(false), PATTERN_HALF_TRANSPARENT);
  const { data, ...size } = pattern(true);
  await agrees(net, { data: Buffer.from(data), ...size }, PATTERN);
});

test('every kind of source, twice, because the first call must not consume it', async () => {
  const path = 'given/truck-1.png';
  const bytes = readFileSync(path);
  const site = await serve({ '/truck': path });
  const sources = [
    pathToFileURL(path),
    pathToFileURL(path).href,
    new URL('/truck', site.url),
    bytes,
    new Uint8Array(bytes),
    new Uint8Array(bytes).buffer,
    new Blob([bytes]),
    `data:image/png;base64,${bytes.toString('base64')}`,
  ];
  for (const source of [...sources, ...sources]) await agrees(net, source, PHOTOS['truck-1']);
  site.close();
});

test('a batch, with images that can not be read', async () => {
  const images = [
    'given/cat-1.png',
    'given/missing.png',
    Buffer.from('GIF89a\x01\0\x01\0'),
    new Uint8Array(0),
  ];
  const results = await net.classify(images, { onError: 'skip', topK: 1 });
  assert.equal('error' in results[0] ? null : results[0].predictions[0].label, 'cat');
  const errors = results.slice(1).map((one) => ('error' in one ? one.error : null));
  assert.deepEqual(
    errors.map((error) => error?.details.problem),
    ['no-such-file', 'undecodable-image', 'empty-image-file'],
  );
  assert.equal(errors[0]?.code, 'download-failed');
  assert.ok(errors.every((error) => error instanceof DenseNetError));
  await assert.rejects(net.classify('given'), { code: 'download-failed', message: /given.* can't be read/ });
});

test('a pass that is aborted rejects at once, and the network stays usable', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const aborted = net.classify('given/cat-1.png', { signal: controller.signal });
  controller.abort(reason);
  await assert.rejects(aborted, reason);
  await agrees(net, 'given/cat-1.png', PHOTOS['cat-1']);
});
