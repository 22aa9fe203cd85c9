// Planning a network without weights.
import { planNetwork } from '../../../pkg/index.js';
import { equal, rejectsWith } from './assert.js';
import { test } from './harness.js';

test('planNetwork: by name and by configuration', async () => {
  const { parameters, depth, inputSize, config } = await planNetwork('densenet121');
  equal([parameters, depth, inputSize], [7_978_856, 121, [224, 224]], 'densenet121');
  equal((await planNetwork('densenet_bc_100_12')).parameters, 769_162, 'densenet_bc_100_12');
  equal((await planNetwork('densenet121', [256, 320])).inputSize, [256, 320], 'another input size');
  const small = await planNetwork({ ...config, stem: 'cifar', block_config: [2, 2], num_classes: 3 });
  equal([small.inputSize, small.layers.at(-1)?.outChannels], [[32, 32], 3], 'a configuration');
});

test('planNetwork: invalid networks', async () => {
  const name = { problem: 'unknown-network', name: 'resnet50' };
  await rejectsWith(planNetwork('resnet50'), 'invalid-config', name, 'a name');
  const size = { problem: 'wrong-type', argument: 'inputSize' };
  await rejectsWith(planNetwork('densenet121', [0, 3]), 'invalid-argument', size, 'a size');
});
