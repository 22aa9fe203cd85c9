// Where a browser falsifies what pages read from a canvas, predictions are those of other browsers all the same, or an error.
import { check, near, rejectsWith } from './assert.js';
import { PATTERN, PATTERN_HALF_TRANSPARENT, PHOTOS } from './expected.js';
import { test } from './harness.js';
import { pattern, patternCanvas, photo, photoUrl } from './images.js';
import { probabilities, TOLERANCE } from './probabilities.js';

/** JPEG decoders round differently. */
const DECODERS = 0.01;

/** Whether this browser falsifies pixels. */
function isFalsified() {
  const context = new OffscreenCanvas(32, 32).getContext('2d');
  check(context, 'no canvas');
  const image = pattern(true);
  context.putImageData(image, 0, 0);
  return context
    .getImageData(0, 0, 32, 32)
    .data.some((value, index) => value !== image.data[index + 64 * Math.floor(index / 128)]);
}

test('a falsified canvas: photos', async ({ load, need, note }) => {
  need('falsified-canvas', isFalsified());
  const net = await load({ engine: 'cpu' });
  let worst = 0;
  for (const [name, expected] of Object.entries(PHOTOS)) {
    const actual = await probabilities(net, await photo(name));
    worst = Math.max(worst, near(actual, expected, DECODERS, name));
  }
  near(await probabilities(net, photoUrl('cat-1')), PHOTOS['cat-1'], DECODERS, 'a URL');
  note(`differs by at most ${worst.toExponential(1)}`);
});

test('a falsified canvas: ImageData', async ({ load, need }) => {
  need('falsified-canvas', isFalsified());
  const net = await load({ engine: 'cpu' });
  near(await probabilities(net, pattern(true)), PATTERN, TOLERANCE, 'opaque');
  near(await probabilities(net, pattern(false)), PATTERN_HALF_TRANSPARENT, TOLERANCE, 'half-transparent');
});

test('a falsified canvas: sources that need one', async ({ load, need }) => {
  need('falsified-canvas', isFalsified());
  const net = await load({ engine: 'cpu' });
  const image = Object.assign(new Image(), { src: photoUrl('cat-1') });
  const bitmap = await createImageBitmap(pattern(true));
  for (const source of [image, bitmap, patternCanvas(false), patternCanvas(true)]) {
    const error = await rejectsWith(
      net.classify(source),
      'unsupported',
      { problem: 'canvas-falsified' },
      `${source}`,
    );
    check(error.message.includes('privacy.resistFingerprinting'), 'the message names the setting');
  }
  near(await probabilities(net, pattern(true)), PATTERN, TOLERANCE, 'afterwards');
});
