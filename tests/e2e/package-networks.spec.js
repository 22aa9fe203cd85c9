/* global densenet, failure */
// Networks without a checkpoint: plans and random weights.
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';

/** @type {('webgpu' | 'cpu')[]} */
const ENGINES = ['webgpu', 'cpu'];

test('networks can be planned without weights', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { config, ...plan } = await densenet.planNetwork('densenet121');
    const small = await densenet.planNetwork({
      ...config,
      stem: 'cifar',
      block_config: [2, 2],
      num_classes: 3,
    });
    return {
      plan,
      small: small.inputSize,
      cifar: (await densenet.planNetwork('densenet_bc_100_12')).parameters,
      large: (await densenet.planNetwork('densenet121', [256, 320])).inputSize,
      unknown: await failure(() => densenet.planNetwork('resnet50')),
      size: await failure(() => densenet.planNetwork('densenet121', [0, 3])),
    };
  });
  expect(seen.plan).toMatchObject({ parameters: 7_978_856, inputSize: [224, 224], depth: 121 });
  expect(seen.cifar).toBe(769_162);
  expect(seen.small).toEqual([32, 32]);
  expect(seen.large).toEqual([256, 320]);
  expect(seen.unknown).toMatchObject({
    code: 'invalid-config',
    details: { problem: 'unknown-network', name: 'resnet50' },
    isOurs: true,
  });
  expect(seen.size).toMatchObject({
    code: 'invalid-argument',
    details: { problem: 'wrong-type', argument: 'inputSize' },
  });
  expect(page.workers()).toHaveLength(1);
});

for (const engine of ENGINES) {
  test(`a random network runs on ${engine}`, async ({ page }) => {
    const seen = await page.evaluate(
      async ({ engine, photo }) => {
        const { config } = await densenet.planNetwork('densenet_bc_40_12');
        const random = {
          ...config,
          growth_rate: 5,
          block_config: [2, 3],
          num_init_features: 7,
          num_classes: 3,
        };
        const net = await densenet.DenseNet.load({ engine, random, labels: ['this', 'that', 'other'] });
        const { predictions } = await net.classify(photo);
        return { predictions, size: net.plan.inputSize };
      },
      { engine, photo: CAT },
    );
    expect(seen.size).toEqual([32, 32]);
    expect(seen.predictions.map(({ label }) => label).sort()).toEqual(['other', 'that', 'this']);
    expect(seen.predictions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  });
}

test('a random network can be chosen by name', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const { DenseNet } = densenet;
    const net = await DenseNet.load({ random: 'densenet_bc_40_12', engine: 'cpu' });
    const unknown = await failure(() => DenseNet.load({ random: 'densenet_9', engine: 'cpu' }));
    return { parameters: net.plan.parameters, label: net.labels[3], unknown };
  });
  expect(seen.parameters).toBe(176_122);
  expect(seen.label).toBe('class 3');
  expect(seen.unknown).toMatchObject({ code: 'invalid-config', isOurs: true });
});
