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
