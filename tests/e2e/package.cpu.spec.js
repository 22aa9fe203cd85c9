/* global densenet, failure */
// The package in a browser without a WebGPU adapter.
import { expect, test } from './package-fixture.js';

test('`auto` falls back to the CPU and says why', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const net = await densenet.DenseNet.load();
    const { predictions } = await net.classify('/www/samples/truck-1.jpg');
    const { kind, reason } = net.engine;
    return { kind, reason, count: predictions.length };
  });
  const error = { code: 'no-webgpu', details: { problem: 'no-webgpu' } };
  const reason = { code: 'no-webgpu', message: expect.stringMatching(/WebGPU/), error };
  expect(seen).toMatchObject({ kind: 'cpu', count: 5, reason });
});

test('`webgpu` fails with an explanation', async ({ page }) => {
  const error = await page.evaluate(() => failure(() => densenet.DenseNet.load({ engine: 'webgpu' })));
  expect(error).toMatchObject({ code: 'no-webgpu', isOurs: true });
  await expect.poll(() => page.workers().length).toBe(0);
});

test('of several engines the first that works is used, with the reason; if none works, all errors are there', async ({
  page,
}) => {
  const seen = await page.evaluate(async () => {
    const { DenseNet } = densenet;
    const net = await DenseNet.load({ engine: ['webgpu', 'cpu'] });
    const { predictions } = await net.classify('/www/samples/truck-1.jpg');
    const { kind, reason } = net.engine;
    const first = (await DenseNet.load({ engine: ['cpu', 'webgpu'] })).engine.reason.code;
    const none = await failure(() => DenseNet.load({ engine: ['webgpu', 'webgpu'] }));
    const alone = await failure(() => DenseNet.load({ engine: ['webgpu'] }));
    return { kind, reason, first, label: predictions[0].label, none, alone };
  });
  const error = { code: 'no-webgpu', details: { problem: 'no-webgpu' } };
  expect(seen).toMatchObject({ kind: 'cpu', first: 'asked', label: 'truck', alone: { code: 'no-webgpu' } });
  expect(seen.reason).toMatchObject({ code: 'no-webgpu', message: expect.stringMatching(/WebGPU/), error });
  const failed = { engine: 'webgpu', error };
  expect(seen.none).toMatchObject({
    code: 'no-engine',
    isOurs: true,
    details: { problem: 'no-engine', errors: [failed, failed] },
  });
});
