// Feature maps, class activation maps and embeddings.
import { check, equal, near } from './assert.js';
import { CHANNEL_MEANS, CHANNEL_LAYER, EMBEDDING } from './expected.js';
import { test } from './harness.js';
import { pattern } from './images.js';

/** For values up to about 10, which makes it as strict as the tolerance for probabilities. */
const TOLERANCE = 1e-4;

/** @param {ArrayLike<number>} list */
const mean = (list) => Array.from(list).reduce((sum, value) => sum + value, 0) / list.length;

/** The mean of each channel of one image. @param {{ data: Float32Array, height: number, width: number }} maps */
function channelMeans({ data, height, width }) {
  const size = height * width;
  return Array.from({ length: data.length / size }, (_, i) => mean(data.subarray(i * size, (i + 1) * size)));
}

test("feature maps: every layer's maps have the plan's shape", async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  await net.classify([pattern(true), pattern(true)]);
  for (const { name, outChannels, height, width } of net.plan.layers) {
    const maps = await net.featureMaps(name);
    equal([maps.images, maps.channels, maps.height, maps.width], [2, outChannels, height, width], name);
    equal(maps.data.length, 2 * outChannels * height * width, `${name}: numbers`);
    check(maps.data.every(Number.isFinite), `${name} is not finite`);
  }
});

test('feature maps: the channels of a layer have the expected means', async ({ load, note }) => {
  const net = await load({ engine: 'cpu' });
  await net.classify(pattern(true));
  const means = channelMeans(await net.featureMaps(CHANNEL_LAYER));
  const worst = near(means, CHANNEL_MEANS, TOLERANCE, CHANNEL_LAYER);
  note(`differs by at most ${worst.toExponential(1)}`);
});

test('class activation maps: they average to the logits', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const results = await net.classify([pattern(true), pattern(false)], { topK: 10 });
  const odds = [];
  for (const [image, { predictions }] of results.entries()) {
    const [first, second] = predictions;
    const maps = await Promise.all([3, 8].map((classIndex) => net.classActivationMap(classIndex, { image })));
    equal([maps[0].height, maps[0].width, maps[0].data.length], [8, 8, 64], 'shape');
    const logarithm = (/** @type {number} */ index) =>
      Math.log(predictions.find((one) => one.index === index)?.probability ?? NaN);
    odds.push([logarithm(3) - logarithm(8), mean(maps[0].data) - mean(maps[1].data)]);
    check(first.probability >= second.probability, 'the predictions are not in order');
  }
  // A logit is the mean plus the class's bias, which is the same for both images.
  const [a, b] = odds;
  near([a[1] - b[1]], [a[0] - b[0]], 1e-3, 'the difference of the logits');
});

test('embed: the averages of the last maps, with the expected numbers', async ({ load, note }) => {
  const net = await load({ engine: 'cpu' });
  const embedding = await net.embed(pattern(true));
  equal(embedding.length, 132, 'length');
  const last = net.plan.layers.findLast(({ kind }) => kind === 'final-norm');
  near(channelMeans(await net.featureMaps(last?.name ?? '')), embedding, 1e-5, 'the averages');
  const worst = near(embedding.subarray(0, EMBEDDING.length), EMBEDDING, TOLERANCE, 'the first numbers');
  note(`differs by at most ${worst.toExponential(1)}`);
});
