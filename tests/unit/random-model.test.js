import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomId, randomNetwork, randomOptions } from '../../www/app/random-model.js';
import { smallPlan } from './plan.js';

test('an address holds a random network’s configuration', () => {
  const network = { config: smallPlan().config, side: 8 };
  assert.equal(randomId(network), 'random_k4_b2-3_n2_t0.5_i8_c3_s8_cifar');
  assert.deepEqual(randomNetwork(randomId(network)), network);
  /** @type {typeof network} */
  const plain = { config: { ...network.config, bn_size: null, stem: 'deep-blur' }, side: 224 };
  assert.deepEqual(randomNetwork(randomId(plain)), plain);
  assert.deepEqual(randomOptions(plain).metadata.pretrained_cfg.input_size, [3, 224, 224]);
});

test('other addresses are no random networks', () => {
  for (const id of ['cifar10', 'random', 'random_k4', 'random_kx_b2_t1_i8_c3_s8_cifar', 'random_k4_b2-_t1'])
    assert.equal(randomNetwork(id), null, id);
});
