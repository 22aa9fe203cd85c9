// Loading: what is known about a network before it has run.
/** @import { LoadProgress } from '../../../pkg/index.js' */
import { DenseNet } from '../../../pkg/index.js';
import { check, equal, near } from './assert.js';
import { PHOTOS } from './expected.js';
import { test } from './harness.js';
import { photo } from './images.js';
import { probabilities, TOLERANCE } from './probabilities.js';

const MODEL = '/pkg/models/densenet40_k12_bc_cifar10';

test('load: the bundled network, with its progress', async ({ load }) => {
  /** @type {LoadProgress[]} */
  const progress = [];
  const net = await load({ engine: 'cpu', onProgress: (one) => progress.push(one) });
  equal(DenseNet.models[0], 'densenet40_k12_bc_cifar10', 'the first model');
  equal(net.architecture, 'densenet_bc_40_12', 'architecture');
  equal([net.plan.parameters, net.plan.depth], [176_122, 40], 'parameters and depth');
  equal(net.labels.slice(0, 4), ['airplane', 'automobile', 'bird', 'cat'], 'labels');
  equal(net.preprocessing.inputSize, [32, 32], 'input size');
  equal([net.engine.kind, net.engine.reason.code], ['cpu', 'asked'], 'engine');
  equal([net.stats.runs, net.stats.firstRun, net.stats.workers], [0, null, 1], 'stats');
  for (const phase of ['code', 'weights', 'engine']) {
    const steps = progress.filter((one) => one.phase === phase);
    const last = steps.at(-1);
    check(steps.length > 1, `${steps.length} steps of ${phase}`);
    equal(last?.loaded, last?.total, `the last step of ${phase}`);
  }
});

test('load: `auto` says which engine it chose, and why', async ({ load, note }) => {
  const { kind, precision, adapter, reason } = (await load()).engine;
  equal(kind, reason.code === 'gpu' ? 'webgpu' : 'cpu', `engine, because of ${reason.code}`);
  check(reason.message.length > 10, `"${reason.message}" is no reason`);
  note(`${kind} in ${precision}, ${adapter}: ${reason.message}`);
});

test('load: weights as bytes, metadata by URL', async ({ load }) => {
  const response = await fetch(`${MODEL}.safetensors`);
  const net = await load({
    engine: 'cpu',
    weights: await response.arrayBuffer(),
    metadata: `${MODEL}.json`,
  });
  near(await probabilities(net, await photo('cat-1')), PHOTOS['cat-1'], TOLERANCE, 'cat-1');
});

test('load: random weights by name', async ({ load }) => {
  const net = await load({ engine: 'cpu', random: 'densenet_bc_40_12' });
  equal(net.labels[3], 'class 3', 'label');
  const sum = (await probabilities(net, await photo('cat-1'))).reduce((total, one) => total + one, 0);
  near([sum], [1], TOLERANCE, 'the sum of all probabilities');
});
