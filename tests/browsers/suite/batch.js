// Several images in one call.
import { check, equal, near } from './assert.js';
import { PATTERN, PHOTOS } from './expected.js';
import { test } from './harness.js';
import { pattern, photo } from './images.js';
import { inOrder, TOLERANCE } from './probabilities.js';

const NAMES = Object.keys(PHOTOS);
const EXPECTED = [...Object.values(PHOTOS), PATTERN];

const images = async () => [...(await Promise.all(NAMES.map(photo))), pattern(true)];

/** How long more workers may take to start on a busy machine. */
const PATIENCE = 20_000;

for (const workers of [1, 2]) {
  test(`batch: ${workers === 1 ? 'one worker' : `${workers} workers`}`, async ({ load, note }) => {
    const net = await load({ engine: 'cpu', workers });
    const batch = await images();
    await net.classify(batch, { topK: 1 });
    const deadline = performance.now() + PATIENCE;
    while (net.stats.workers < workers && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    equal(net.stats.workers, workers, 'workers');
    const results = await net.classify(batch, { topK: 10 });
    equal(results.length, batch.length, 'results');
    const worst = results.map((result, i) => near(inOrder(result), EXPECTED[i], TOLERANCE, `image ${i}`));
    const { images: count, channels } = await net.featureMaps('features.conv0');
    equal([count, channels], [batch.length, 24], "the maps' images and channels");
    const map = await net.classActivationMap(3, { image: batch.length - 1 });
    check(map.data.every(Number.isFinite), 'the last activation map is not finite');
    note(`differs by at most ${Math.max(...worst).toExponential(1)}`);
  });
}

test('threads: one per core where the page is isolated, otherwise one', async ({ load, note }) => {
  const net = await load({ engine: 'cpu' });
  equal(net.stats.threads, crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, 8) : 1, 'threads');
  const result = await net.classify(pattern(true), { topK: 10 });
  note(
    `${net.engine.adapter}; differs by at most ${near(inOrder(result), PATTERN, TOLERANCE, 'the pattern').toExponential(1)}`,
  );
});
