// WebGPU matches the CPU engine.
import { check, equal, near } from './assert.js';
import { PHOTOS } from './expected.js';
import { gpuNetwork } from './gpu.js';
import { test } from './harness.js';
import { pattern, photo } from './images.js';
import { inOrder } from './probabilities.js';

const images = async () => [...(await Promise.all(Object.keys(PHOTOS).map(photo))), pattern(true)];

for (const [precision, tolerance] of /** @type {const} */ ([
  ['f32', 1e-4],
  ['f16', 1e-2],
])) {
  test(`WebGPU: ${precision} matches the CPU's probabilities`, async (context) => {
    const gpu = await gpuNetwork(context, precision);
    const cpu = await context.load({ engine: 'cpu', workers: 1 });
    equal([gpu.engine.kind, gpu.engine.precision], ['webgpu', precision], 'engine');
    const batch = await images();
    const together = (await gpu.classify(batch, { topK: 10 })).map(inOrder);
    const expected = (await cpu.classify(batch, { topK: 10 })).map(inOrder);
    const differences = [];
    for (const [i, image] of batch.entries()) {
      const alone = inOrder(await gpu.classify(image, { topK: 10 }));
      differences.push(near(alone, expected[i], tolerance, `image ${i} alone`));
      differences.push(near(together[i], expected[i], tolerance, `image ${i} of a batch`));
    }
    context.note(`differs by at most ${Math.max(...differences).toExponential(1)}`);
  });

  test(`WebGPU: ${precision} matches the CPU's maps and embeddings`, async (context) => {
    const gpu = await gpuNetwork(context, precision);
    const cpu = await context.load({ engine: 'cpu' });
    const image = pattern(true);
    const embeddings = [await gpu.embed(image), await cpu.embed(image)];
    const differences = [compare(embeddings[0], embeddings[1], tolerance, 'embedding')];
    for (const { name } of cpu.plan.layers) {
      const [actual, expected] = [await gpu.featureMaps(name), await cpu.featureMaps(name)];
      equal(actual.channels, expected.channels, `${name}: channels`);
      differences.push(compare(actual.data, expected.data, tolerance, name));
    }
    const [actual, expected] = [await gpu.classActivationMap(3), await cpu.classActivationMap(3)];
    differences.push(compare(actual.data, expected.data, tolerance, 'class activation map'));
    context.note(`differs by at most ${Math.max(...differences).toExponential(1)} of the largest number`);
  });
}

/**
 * The difference relative to the largest number.
 * @param {Float32Array} actual @param {Float32Array} expected @param {number} tolerance @param {string} what
 */
function compare(actual, expected, tolerance, what) {
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  check(largest > 0, `${what} is all zeros`);
  return near(actual, expected, tolerance * largest, what) / largest;
}
