/* global densenet, failure */
// An adapter or a device that never comes: `auto` computes on the CPU, `webgpu` is an error.
import { readFileSync } from 'node:fs';
import { expect, test } from './package-fixture.js';

const CAT = '/www/samples/cat-1.jpg';
const WORKER = '/pkg/worker.js';

for (const [type, method] of [
  ['GPU', 'requestAdapter'],
  ['GPUAdapter', 'requestDevice'],
]) {
  test.describe(method, () => {
    test.use({
      routes: {
        [WORKER]: (response) => {
          const source = readFileSync(new URL(`../..${WORKER}`, import.meta.url), 'utf8');
          const fault = `${type}.prototype.${method} = () => new Promise(() => {});`;
          response.setHeader('content-type', 'text/javascript').end(`${fault}\n${source}`);
        },
      },
    });

    test(`${method} that never settles`, async ({ page }) => {
      test.setTimeout(180_000);
      const seen = await page.evaluate(async (photo) => {
        const [auto, webgpu] = await Promise.all([
          densenet.DenseNet.load(),
          failure(() => densenet.DenseNet.load({ engine: 'webgpu' })),
        ]);
        const { predictions } = await auto.classify(photo);
        return { engine: auto.engine, label: predictions[0].label, webgpu };
      }, CAT);
      expect(seen.engine).toMatchObject({ kind: 'cpu' });
      expect(seen.engine.reason.code).not.toBe('asked');
      expect(seen.label).toBe('cat');
      expect(seen.webgpu).toMatchObject({
        code: 'gpu-error',
        details: { problem: 'gpu-timeout' },
        isOurs: true,
      });
    });
  });
}
