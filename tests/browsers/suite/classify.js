// Every kind of image, with the bundled network's probabilities, which are the same in every browser.
/** @import { ImageSource } from '../../../pkg/index.js' */
import { equal, near } from './assert.js';
import { PATTERN, PATTERN_HALF_TRANSPARENT, PHOTOS } from './expected.js';
import { test } from './harness.js';
import { pattern, patternCanvas, photo, photoUrl } from './images.js';
import { probabilities, TOLERANCE } from './probabilities.js';

test('classify: JPEG Blobs', async ({ load, note }) => {
  const net = await load({ engine: 'cpu' });
  let worst = 0;
  for (const [name, expected] of Object.entries(PHOTOS)) {
    const actual = await probabilities(net, await photo(name));
    worst = Math.max(worst, near(actual, expected, TOLERANCE, name));
  }
  note(`differs by at most ${worst.toExponential(1)}`);
});

test('classify: the most probable classes first', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const { predictions, timings } = await net.classify(await photo('truck-1'), { topK: 3 });
  const sorted = [...PHOTOS['truck-1']].sort((a, b) => b - a).slice(0, 3);
  near(
    predictions.map(({ probability }) => probability),
    sorted,
    TOLERANCE,
    'the first three',
  );
  equal(predictions[0].label, 'truck', 'label');
  equal(Object.keys(timings).sort(), ['decode', 'preprocess', 'run'], 'timings');
});

/**
 * Twice, because the first call must not consume the image.
 * @param {string} kind @param {() => ImageSource | Promise<ImageSource>} make @param {number[]} expected
 */
function testSource(kind, make, expected) {
  test(`classify: ${kind}`, async ({ load, note }) => {
    const net = await load({ engine: 'cpu' });
    const source = await make();
    const first = near(await probabilities(net, source), expected, TOLERANCE, kind);
    const second = near(await probabilities(net, source), expected, TOLERANCE, `${kind}, again`);
    note(`differs by at most ${Math.max(first, second).toExponential(1)}`);
  });
}

const CAT = PHOTOS['cat-1'];
testSource('a URL', () => new URL(photoUrl('cat-1'), location.href), CAT);
testSource('an img element', () => Object.assign(new Image(), { src: photoUrl('cat-1') }), CAT);
testSource('the ImageBitmap of a photo', async () => createImageBitmap(await photo('cat-1')), CAT);
testSource('opaque ImageData', () => pattern(true), PATTERN);
testSource('half-transparent ImageData', () => pattern(false), PATTERN_HALF_TRANSPARENT);
testSource('a canvas element', () => patternCanvas(false), PATTERN);
testSource('an OffscreenCanvas', () => patternCanvas(true), PATTERN);
testSource('the ImageBitmap of pixels', () => createImageBitmap(pattern(true)), PATTERN);
