// Cutting connections and measuring what they are worth, on every engine.
import { check, equal, near, rejection, rejectsWith } from './assert.js';
import { PATTERN } from './expected.js';
import { gpuNetwork } from './gpu.js';
import { test } from './harness.js';
import { pattern } from './images.js';
import { inOrder, probabilities, TOLERANCE } from './probabilities.js';

/** @import { Cut, DenseNet, MeasuredReuse } from '../../../pkg/index.js' */

const LAYER = 'features.denseblock2.denselayer3';
const NEXT = 'features.denseblock2.denselayer4';
/** One of each kind. @type {Cut[]} */
const CUTS = [
  { layer: NEXT, from: LAYER },
  { layer: 'features.transition1', from: 'input', channel: 3 },
  { layer: 'features.denseblock3.denselayer2' },
  { layer: 'features.transition2', channel: 5 },
  { layer: 'classifier', from: 'features.denseblock3.denselayer6' },
];

/** @param {DenseNet} net */
const again = async (net) => {
  const [result] = await net.rerun({ topK: 10 });
  return inOrder(result);
};

/** The logit of each class, from the features and the classifier. @param {DenseNet} net @param {number} classIndex */
const logitOf = async (net, classIndex) => (await net.attribution(classIndex)).logit;

test('cuts: what is computed again is what a whole pass computes, and restoring brings everything back', async ({
  load,
}) => {
  const net = await load({ engine: 'cpu' });
  const fresh = await load({ engine: 'cpu', cuts: CUTS });
  equal([net.cuts.length, fresh.cuts], [0, CUTS], 'cuts');
  near(await probabilities(net, pattern(true)), PATTERN, TOLERANCE, 'the whole network');
  const maps = await net.featureMaps(NEXT);
  for (const cut of CUTS) {
    const before = await again(net);
    await net.cut(cut);
    const after = await again(net);
    check(
      after.some((value, i) => Math.abs(value - before[i]) > 1e-5),
      `nothing changed: ${JSON.stringify(cut)}`,
    );
  }
  await net.cut(CUTS[0]);
  equal(net.cuts, CUTS, 'none is there twice');
  check(Object.isFrozen(net.cuts) && Object.isFrozen(net.cuts[0]), 'cuts are not frozen');
  const cut = await probabilities(fresh, pattern(true));
  near(await again(net), cut, TOLERANCE, 'computed again');
  near(await probabilities(net, pattern(true)), cut, TOLERANCE, 'a whole pass');
  near((await net.featureMaps(NEXT)).data, (await fresh.featureMaps(NEXT)).data, 1e-5, 'maps');
  await net.restore([CUTS[1], CUTS[2], CUTS[3], CUTS[4]]);
  equal(net.cuts, [CUTS[0]], 'what is left');
  await net.restore();
  equal(net.cuts, [], 'cuts');
  near(await again(net), PATTERN, TOLERANCE, 'restored');
  near((await net.featureMaps(NEXT)).data, maps.data, 1e-5, 'maps of the whole network');
});

test('cuts: those that the network does not have are refused, and change nothing', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  await net.cut(CUTS);
  const bad = [
    [{ layer: LAYER, from: NEXT }, 'invalid-input', { problem: 'not-cuttable', layer: LAYER, from: NEXT }],
    [{ layer: 'features.conv1' }, 'unknown-layer', { problem: 'unknown-layer', layer: 'features.conv1' }],
    [
      { layer: LAYER, channel: 12 },
      'invalid-input',
      { problem: 'unknown-channel', channel: 12, channels: 12 },
    ],
  ];
  for (const [cut, code, details] of /** @type {[Cut, string, Record<string, unknown>][]} */ (bad)) {
    await rejectsWith(net.cut([CUTS[0], cut]), code, details, JSON.stringify(cut));
    await rejectsWith(
      load({ engine: 'cpu', cuts: [cut] }),
      code,
      details,
      `load with ${JSON.stringify(cut)}`,
    );
  }
  equal(net.cuts, CUTS, 'cuts');
  await rejectsWith(net.rerun(), 'nothing-run', { problem: 'nothing-run' }, 'nothing has run');
});

test('cuts: workers that share a batch have the same ones', async ({ load }) => {
  const net = await load({ engine: 'cpu', workers: 2, cuts: CUTS.slice(0, 2) });
  const images = Array(4).fill(pattern(true));
  await net.classify(images);
  const deadline = performance.now() + 20_000;
  while (net.stats.workers < 2 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  equal(net.stats.workers, 2, 'workers');
  const shared = await net.classify(images, { topK: 10 });
  near(inOrder(shared[3]), inOrder(shared[0]), TOLERANCE, 'from the start');
  const cutting = net.cut(CUTS.slice(2));
  const [results, rerun] = await Promise.all([net.classify(images, { topK: 10 }), net.rerun({ topK: 10 })]);
  await cutting;
  const expected = await probabilities(await load({ engine: 'cpu', cuts: CUTS }), pattern(true));
  for (const all of [results, rerun]) {
    equal(all.length, 4, 'results');
    for (const result of all) near(inOrder(result), expected, TOLERANCE, 'every image');
  }
});

test('attribution: the bias and the origins add up to the logit', async ({ load, note }) => {
  const net = await load({ engine: 'cpu' });
  await net.cut(CUTS);
  const results = await net.classify([pattern(true), pattern(false)], { topK: 10 });
  let worst = 0;
  for (const [image, { predictions }] of results.entries()) {
    /** @type {number[]} */
    const logits = [];
    for (const { index } of predictions) {
      const { class: of, bias, logit, origins } = await net.attribution(index, { image });
      equal(of, index, 'class');
      equal(origins.length, 7, 'the input of the last block and its layers');
      equal(
        [origins[0].layer, origins[6].layer],
        ['features.transition2', 'features.denseblock3.denselayer6'],
        'layers',
      );
      equal(origins[6].value, 0, 'the layer that is cut');
      const sum = origins.reduce((sum, { value }) => sum + value, bias);
      worst = Math.max(worst, near([sum], [logit], 1e-4, 'the sum'));
      logits.push(logit);
    }
    const odds = predictions.map(({ probability }) => Math.log(probability / predictions[0].probability));
    near(
      logits.map((logit) => logit - logits[0]),
      odds,
      1e-3,
      'the logits',
    );
  }
  note(`differs by at most ${worst.toExponential(1)}`);
});

test('measured reuse: each value is what cutting the connection takes from the logit', async ({
  load,
  note,
}) => {
  const net = await load({ engine: 'cpu' });
  await net.classify(pattern(true));
  await net.cut(CUTS[2]);
  const whole = await logitOf(net, 8);
  /** @type {MeasuredReuse[]} */
  const seen = [];
  const start = performance.now();
  const { blocks, measured, done, total } = await net.measureReuse(8, {
    onProgress: (one) => seen.push(one),
  });
  note(`${total} connections in ${Math.round(performance.now() - start)} ms`);
  equal([done, total, net.cuts], [84, 84, [CUTS[2]]], 'done, total, cuts');
  const reuse = await net.featureReuse();
  equal(
    blocks.map(({ sources, targets }) => [sources, targets]),
    reuse.map(({ sources, targets }) => [sources, targets]),
    'names',
  );
  equal(
    measured,
    reuse.map(({ values }) => values.map((row) => row.map((value) => value !== null))),
    'what was measured',
  );
  check(seen.length >= 2, 'progress');
  equal([seen[0].done, seen[0].measured.flat(2).some(Boolean)], [0, false], 'the estimates');
  equal(seen.at(-1)?.done, 84, 'the last progress');
  near([await logitOf(net, 8)], [whole], 1e-5, 'the logit afterwards');
  for (const [block, target, source] of [
    [2, 6, 6],
    [2, 3, 0],
    [0, 5, 2],
  ]) {
    const { targets, sources, values } = blocks[block];
    const cut = { layer: targets[target], from: sources[source] };
    await net.cut(cut);
    near([whole - (await logitOf(net, 8))], [values[target][source] ?? NaN], 1e-4, JSON.stringify(cut));
    await net.restore(cut);
  }
  // The classifier is linear, so that the estimates of what it reads are exact.
  near(seen[0].blocks[2].values[6].map(Number), blocks[2].values[6].map(Number), 1e-4, 'estimates');
});

test('measured reuse: it gives way, can be aborted, and ends when other images come', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  await net.classify(pattern(true));
  const expected = await probabilities(net, pattern(true));
  const controller = new AbortController();
  let reports = 0;
  const aborted = net.measureReuse(0, {
    signal: controller.signal,
    onProgress: () => ++reports === 1 && controller.abort('enough'),
  });
  equal(await rejection(aborted, 'aborted'), 'enough', 'the reason');
  near(await again(net), expected, TOLERANCE, 'after aborting');
  let isDone = false;
  const measuring = net.measureReuse(0).finally(() => (isDone = true));
  const maps = await net.featureMaps(LAYER);
  check(!isDone, 'the maps waited for the measurement');
  await measuring;
  near((await net.featureMaps(LAYER)).data, maps.data, 1e-5, 'maps during and after the measurement');
  for (const change of [() => net.classify(pattern(false)), () => net.cut(CUTS)]) {
    const outdated = net.measureReuse(0);
    const details = { problem: 'measurement-outdated' };
    await Promise.all([rejectsWith(outdated, 'invalid-input', details, 'outdated'), change()]);
  }
  await rejectsWith(
    net.measureReuse(0, { image: 1 }),
    'invalid-input',
    { problem: 'image-not-in-last-call' },
    'an image',
  );
});

for (const [precision, tolerance] of /** @type {const} */ ([
  ['f32', 1e-4],
  ['f16', 2e-2],
])) {
  test(`cuts: WebGPU in ${precision} computes what the CPU computes`, async (context) => {
    const gpu = await gpuNetwork(context, precision);
    const cpu = await context.load({ engine: 'cpu' });
    /** @type {any[]} */
    const results = [];
    for (const net of [gpu, cpu]) {
      const seen = [await probabilities(net, pattern(true))];
      for (const cut of CUTS) {
        await net.cut(cut);
        seen.push(await again(net));
      }
      seen.push(await probabilities(net, pattern(true)));
      await net.restore();
      seen.push(await again(net));
      results.push({ seen, map: (await net.classActivationMap(8)).data, all: await net.attribution(8) });
    }
    const worst = results[1].seen.map((/** @type {number[]} */ wanted, /** @type {number} */ i) =>
      near(results[0].seen[i], wanted, tolerance, `step ${i}`),
    );
    near(results[0].seen.at(-1) ?? [], PATTERN, tolerance, 'restored');
    near([results[0].all.logit], [results[1].all.logit], 10 * tolerance, 'the logit');
    near(results[0].map, results[1].map, 50 * tolerance, 'the class activation map');
    context.note(`differs by at most ${Math.max(...worst).toExponential(1)}`);
  });
}
