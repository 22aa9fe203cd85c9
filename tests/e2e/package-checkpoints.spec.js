/* global densenet, failure */
// Checkpoints of other implementations and of every container, in the browser: PyTorch's probabilities, or a refusal.
import { readFileSync } from 'node:fs';
import { expect, test } from './package-fixture.js';

const FOLDER = 'tests/fixtures/checkpoints';

/**
 * @typedef {object} Case
 * @property {string} scheme
 * @property {string} [architecture]
 * @property {'torchvision'} [assume]
 * @property {string} prefix
 * @property {[number, number, number, number]} input
 * @property {number[]} picture PyTorch's probabilities
 */

/** @type {Record<string, Case>} */
const CASES = JSON.parse(readFileSync(`${FOLDER}/schemes/expected.json`, 'utf8'));

for (const engine of /** @type {const} */ (['cpu', 'webgpu'])) {
  test(`networks of other implementations compute on ${engine} what PyTorch computes`, async ({ page }) => {
    for (const [name, { input, picture, scheme, prefix, architecture, assume }] of Object.entries(CASES)) {
      const [, channels, height, width] = input;
      const seen = await page.evaluate(
        async ({ url, engine, assume, channels, height, width, architecture }) => {
          const metadata = {
            ...(architecture && { architecture }),
            pretrained_cfg: {
              input_size: [channels, height, width],
              crop_pct: 1,
              mean: Array(channels).fill(0.5),
              std: Array(channels).fill(0.25),
            },
          };
          const net = await densenet.DenseNet.load({ model: url, metadata, engine, assume });
          const data = new Uint8ClampedArray(4 * height * width).fill(255);
          for (let at = 0; at < height * width; at++) {
            const grey = (7 * (at % width) + 13 * Math.floor(at / width)) % 256;
            data.fill(grey, 4 * at, 4 * at + 3);
          }
          const { predictions } = await net.classify(new ImageData(data, width, height), { topK: Infinity });
          const { intake } = net;
          net.dispose();
          return { predictions, intake };
        },
        {
          url: `/${FOLDER}/schemes/${name}.safetensors`,
          engine,
          assume,
          channels,
          height,
          width,
          architecture,
        },
      );
      expect(seen.intake, name).toMatchObject({ scheme, prefix, assumed: assume !== undefined });
      expect(seen.predictions.length, name).toBe(picture.length);
      for (const { index, probability } of seen.predictions) {
        expect(Math.abs(probability - picture[index]), `${name}, class ${index}`).toBeLessThan(1e-4);
      }
    }
  });
}

test('names that nobody gives are refused with what would have to be assumed', async ({ page }) => {
  const url = `/${FOLDER}/schemes/unknown.safetensors`;
  const refused = await page.evaluate(
    (url) => failure(() => densenet.DenseNet.load({ model: url, metadata: {}, engine: 'cpu' })),
    url,
  );
  expect(refused).toMatchObject({
    code: 'invalid-weights',
    details: { problem: 'needs-assumption', facts: { format: 'safetensors' } },
    isOurs: true,
  });
});

test('every container of PyTorch holds the same network', async ({ page }) => {
  const seen = await page.evaluate(async (folder) => {
    const fetched = async (/** @type {string} */ name) =>
      (await fetch(`/${folder}/containers/${name}`)).blob();
    const names = ['bare.safetensors', 'bare.pth', 'bare-legacy.pth'];
    const intakes = [];
    for (const name of names) {
      intakes.push(await failure(async () => densenet.inspectCheckpoint({ weights: await fetched(name) })));
    }
    return intakes;
  }, FOLDER);
  // What tiny containers hold is no network; they get as far as being told so, each by its own format.
  expect(seen.map((error) => /** @type {any} */ (error)?.details.facts?.format)).toEqual([
    'safetensors',
    'pytorch-zip',
    'pytorch-legacy',
  ]);
});

test('a loaded network takes other metadata, labels from a file, and says where each value comes from', async ({
  page,
}) => {
  const seen = await page.evaluate(async () => {
    const net = await densenet.DenseNet.load({ engine: 'cpu' });
    const before = net.intake.metadata.labels;
    const labels = new Blob(['a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n']);
    await net.configure({ labels });
    const after = net.intake.metadata;
    const wrong = await failure(() => net.configure({ labels: ['one'] }));
    await net
      .configure({
        metadata: { num_classes: 10, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25], id2label: {} },
      })
      .catch(() => {});
    const flat = { num_classes: 10, input_size: [3, 32, 32], mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
    await net.configure({ metadata: flat });
    return { before, labels: after.labels, wrong, mean: net.intake.metadata.mean, metadata: net.metadata };
  });
  expect(seen.before).toMatchObject({ from: 'file' });
  expect(seen.labels).toEqual({ value: [...'abcdefghij'], from: 'given' });
  expect(seen.wrong).toMatchObject({ details: { problem: 'label-count', found: 1, expected: 10 } });
  expect(seen.mean).toEqual({ value: [0.5, 0.5, 0.5], from: 'file' });
  expect(seen.metadata).toMatchObject({ num_classes: 10, pretrained_cfg: { mean: [0.5, 0.5, 0.5] } });
});
