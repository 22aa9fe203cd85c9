// Gradients and what is made from them, on every engine that has them.
import { check, equal, near, rejectsWith } from './assert.js';
import { gpuNetwork } from './gpu.js';
import { test } from './harness.js';
import { pattern } from './images.js';

/** @import { DenseNet } from '../../../pkg/index.js' */

const LAYERS = ['features.conv0', 'features.denseblock1.denselayer2', 'features.transition2', 'classifier'];

/** @param {ArrayLike<number>} list */
const norm = (list) => Math.sqrt(Array.from(list).reduce((sum, value) => sum + value * value, 0));

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
const cosine = (a, b) => Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0) / (norm(a) * norm(b));

test('gradients: every layer has one, with the size that is reported', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  await rejectsWith(
    net.gradients({ class: 0 }),
    'nothing-run',
    { problem: 'nothing-run' },
    'nothing has run',
  );
  await net.classify([pattern(false), pattern(true)]);
  const details = { problem: 'nothing-differentiated' };
  await rejectsWith(net.gradientMaps(null), 'nothing-run', details, 'nothing was differentiated');
  const { objective, value, layers, input } = await net.gradients({ class: 8 }, { image: 1 });
  equal(objective, { class: 8 }, 'objective');
  near([value], [(await net.attribution(8, { image: 1 })).logit], 1e-4, 'the logit');
  equal(
    layers.map(({ layer }) => layer),
    net.plan.layers.map(({ name }) => name),
    'layers',
  );
  for (const [i, { name, outChannels, height, width }] of net.plan.layers.entries()) {
    const maps = await net.gradientMaps(name);
    equal(
      [maps.layer, maps.images, maps.channels, maps.height, maps.width],
      [name, 1, outChannels, height, width],
      name,
    );
    near([norm(maps.data) / layers[i].norm], [1], 1e-4, `${name}: norm`);
  }
  const { data, channels, height, width } = await net.gradientMaps(null);
  equal([data.length, channels, height, width], [3 * 32 * 32, 3, 32, 32], 'the input');
  near([norm(data) / input.norm], [1], 1e-4, 'the norm of the gradient with respect to the input');
  const loss = await net.gradients({ label: 8 }, { image: 1 });
  const [{ predictions }] = await net.rerun({ topK: 10 });
  check(loss.value > 0 && predictions.length === 10, 'the loss');
  near(
    [(await net.gradientMaps('classifier')).data.reduce((sum, one) => sum + one, 0)],
    [0],
    1e-5,
    'sum over the logits',
  );
});

test('saliency and Grad-CAM: maps of the input and of a layer', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  await net.classify(pattern(true));
  const saliency = await net.saliency(8);
  equal(
    [saliency.height, saliency.width, saliency.data.length],
    [32, 32, 1024],
    'the shape of the saliency map',
  );
  check(saliency.data.every((value) => value >= 0) && saliency.data.some((value) => value > 0), 'saliency');
  await net.gradients({ class: 8 });
  const { data } = await net.gradientMaps(null);
  const largest = Array.from(saliency.data, (_, i) =>
    Math.max(...[0, 1, 2].map((c) => Math.abs(data[c * 1024 + i]))),
  );
  near(saliency.data, largest, 1e-5, 'the largest gradient of the channels');
  for (const { name, kind, height, width } of net.plan.layers) {
    if (kind === 'classifier') continue;
    const cam = await net.gradCam(name, 8);
    equal([cam.height, cam.width, cam.data.length], [height, width, height * width], name);
    check(
      cam.data.every((value) => value >= 0),
      `${name}: negative`,
    );
  }
  // At the last layer it is the positive part of the class activation map, averaged.
  const last = net.plan.layers.findLast(({ kind }) => kind === 'final-norm');
  const exact = await net.classActivationMap(8);
  const cam = await net.gradCam(last?.name ?? '', 8);
  near(
    cam.data,
    exact.data.map((value) => Math.max(0, value) / 64),
    1e-4,
    'the last layer',
  );
  const details = { problem: 'unknown-layer', layer: 'features.conv1' };
  await rejectsWith(net.gradCam('features.conv1', 8), 'unknown-layer', details, 'an unknown layer');
});

for (const [precision, least, size] of /** @type {const} */ ([
  ['f32', 0.999999, 1e-2],
  ['f16', 0.99, 3e-2],
])) {
  test(`gradients: WebGPU in ${precision} computes what the CPU computes`, async (context) => {
    const gpu = await gpuNetwork(context, precision);
    const cpu = await context.load({ engine: 'cpu' });
    let worst = 1;
    for (const cut of [null, { layer: 'features.denseblock3.denselayer2', from: 'input' }]) {
      for (const net of [gpu, cpu]) {
        if (cut) await net.cut(cut);
        await net.classify(pattern(true));
        await net.gradients({ class: 8 });
      }
      for (const layer of [null, ...LAYERS]) {
        const [actual, expected] = [await gpu.gradientMaps(layer), await cpu.gradientMaps(layer)];
        const angle = cosine(actual.data, expected.data);
        check(angle >= least, `${layer ?? 'input'}: the cosine is ${angle}`);
        near([norm(actual.data) / norm(expected.data)], [1], size, `${layer ?? 'input'}: norm`);
        worst = Math.min(worst, angle);
      }
    }
    // Other tests use this network, too.
    await gpu.restore();
    context.note(`the cosine is at least ${worst.toFixed(7)}`);
  });
}

test('gradients: the engine burn has none, but measures reuse', async ({ load }) => {
  const net = await load({ engine: 'burn' });
  await net.classify(pattern(true));
  const details = { problem: 'no-gradients' };
  await rejectsWith(net.gradients({ class: 8 }), 'no-gradients', details, 'gradients');
  await rejectsWith(net.saliency(8), 'no-gradients', details, 'saliency');
  const controller = new AbortController();
  /** @type {(number | null)[][]} */
  const first = [];
  const measuring = net.measureReuse(8, {
    signal: controller.signal,
    onProgress: ({ blocks }) => {
      first.push(blocks[2].values[6]);
      if (first.length > 1) controller.abort();
    },
  });
  await measuring.catch(() => {});
  equal(first[0], Array(7).fill(null), 'before the first measurement');
  check(first.length > 1 && first[1].some((value) => value !== null), 'measured values');
});
