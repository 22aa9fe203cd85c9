// The labels of networks whose files name none.
import { inspectCheckpoint } from '../../../pkg/index.js';
import { check, equal } from './assert.js';
import { checkpoint } from './checkpoint.js';
import { test } from './harness.js';
import { pattern } from './images.js';

/** In torchvision's and timm's order. */
const KNOWN = { 0: 'tench', 207: 'golden retriever', 281: 'tabby', 817: 'sports car', 999: 'toilet tissue' };

/** @param {readonly string[]} labels */
const known = (labels) =>
  Object.fromEntries(Object.keys(KNOWN).map((index) => [index, labels[Number(index)]]));

test("labels: ImageNet's are assumed for 1,000 classes that have none, and stated to be", async ({
  load,
}) => {
  const weights = checkpoint(1000);
  const net = await load({ weights, engine: 'cpu' });
  equal([net.labels.length, known(net.labels)], [1000, KNOWN], 'labels');
  equal(net.intake.metadata.labels.from, 'assumption', 'where they come from');
  equal(
    [net.intake.labelSets, known(/** @type {string[]} */ (net.metadata.label_names))],
    [[], KNOWN],
    'what else is offered and exported',
  );
  const { predictions } = await net.classify(pattern(true), { topK: 1000 });
  const named = predictions.find(({ index }) => index === 207);
  equal(named?.label, KNOWN[207], 'the label of a prediction');
  const inspected = (await inspectCheckpoint({ weights })).metadata.labels;
  equal([inspected.from, known(inspected.value)], ['assumption', KNOWN], 'inspected');
});

test('labels: an assumption gives way to what is given, and comes back without it', async ({ load }) => {
  const weights = checkpoint(1000);
  const given = Array.from({ length: 1000 }, (_, index) => `thing ${index}`);
  const net = await load({ weights, engine: 'cpu', labels: given });
  const stated = () => [net.labels[207], net.intake.metadata.labels.from];
  equal(stated(), ['thing 207', 'given'], 'given');
  await net.configure({ metadata: { label_names: given } });
  equal(stated(), ['thing 207', 'file'], 'of a config.json');
  await net.configure({ metadata: {} });
  equal(stated(), ['golden retriever', 'assumption'], 'without labels');
  await net.configure({});
  equal(stated(), ['golden retriever', 'assumption'], 'unchanged');
  await net.configure({ labels: given });
  equal(stated(), ['thing 207', 'given'], 'given again');
});

test('labels: other networks have numbers', async ({ load }) => {
  const net = await load({ weights: checkpoint(999), engine: 'cpu' });
  equal([net.labels[207], net.intake.metadata.labels.from], ['class 207', 'default'], '999 classes');
  const random = await load({ random: { ...net.plan.config, num_classes: 1000 }, engine: 'cpu' });
  check(random.labels[207] === 'class 207', 'random weights have names');
});
