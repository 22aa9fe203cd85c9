import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { className, layerName, networkName, shortLayerName } from '../../www/app/names.js';
import { store } from '../../www/app/store.js';
import { originName } from '../../www/growth/origin-name.js';
import { stepsOf } from '../../www/growth/structure.js';
import { smallPlan } from './plan.js';

afterEach(() => store.set({ language: 'en' }));

test('layers', () => {
  const { layers } = smallPlan();
  assert.deepEqual(layers.filter(({ kind }) => kind !== 'dense-layer').map(layerName), [
    'Stem',
    'Transition 1',
    'Final norm',
    'Classifier',
  ]);
  assert.equal(layerName(layers[2]), 'Dense block 1, layer 2');
  assert.equal(shortLayerName(layers[2]), 'Block 1, layer 2');
  assert.equal(shortLayerName(layers[3]), 'Transition 1');
});

test('known classes have Chinese names', () => {
  assert.equal(className('cat'), 'cat');
  store.set({ language: 'zh' });
  assert.equal(className('cat'), '猫');
  assert.equal(className('tabby'), 'tabby');
});

test('networks', () => {
  assert.equal(networkName('densenet121'), 'DenseNet-121');
  assert.equal(networkName('densenet_40_12'), 'DenseNet-40-12');
  assert.equal(networkName('densenet_b_40_12'), 'DenseNet-B-40-12');
  assert.equal(networkName('densenet_bc_100_12'), 'DenseNet-BC-100-12');
});

test('origins of channels', () => {
  const { reads } = stepsOf(smallPlan())[6];
  assert.deepEqual(reads.map(originName), ['x₀ (8)', 'Layer 1 (4)', 'Layer 2 (4)']);
});
