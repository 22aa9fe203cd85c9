/* global densenet, failure */
// Models on Hugging Face, here on a server of our own that has the same paths; and what is kept of them.
import { readFileSync } from 'node:fs';
import { expect, test } from './package-fixture.js';

const MODELS = new URL('../../pkg/models/', import.meta.url);
const CAT = '/www/samples/cat-1.jpg';

/** @param {string} file @returns {import('./static-server.js').Routes['']} */
const send = (file) => (response) => response.end(readFileSync(new URL(file, MODELS)));

// The server decodes the path, in which the revision's slash is %2F.
const ROOT = '/hub/someone/cifar/resolve';
test.use({
  routes: Object.fromEntries(
    ['main', 'refs/pr/1'].flatMap((revision) => [
      [`${ROOT}/${revision}/model.safetensors`, send('densenet40_k12_bc_cifar10.safetensors')],
      [`${ROOT}/${revision}/config.json`, send('densenet40_k12_bc_cifar10.json')],
    ]),
  ),
});

test('a model is loaded by its id and revision, found again offline, and deleted', async ({ page, site }) => {
  const seen = await page.evaluate(async (photo) => {
    const { DenseNet } = densenet;
    const model = { huggingFace: 'someone/cifar', host: '/hub' };
    const pinned = { ...model, revision: 'refs/pr/1' };
    await DenseNet.clearCache();
    const before = await DenseNet.isCached(model);
    const labels = [];
    for (const one of [model, pinned, model]) {
      const net = await DenseNet.load({ model: one, engine: 'cpu' });
      labels.push((await net.classify(photo)).predictions[0].label);
      net.dispose();
    }
    const kept = [await DenseNet.isCached(model), await DenseNet.isCached(pinned)];
    const all = await DenseNet.cacheContents();
    await DenseNet.clearCache(model);
    const left = await DenseNet.cacheContents();
    const intake = await densenet.inspectCheckpoint({ model: pinned });
    const missing = await failure(() =>
      DenseNet.load({ model: { ...model, file: 'other.bin' }, engine: 'cpu' }),
    );
    return { before, labels, kept, all, left, architecture: intake.architecture, missing };
  }, CAT);
  expect(seen).toMatchObject({ before: false, labels: ['cat', 'cat', 'cat'], kept: [true, true] });
  expect(seen.architecture).toBe('densenet_bc_40_12');
  const sizes = ['densenet40_k12_bc_cifar10.safetensors', 'densenet40_k12_bc_cifar10.json'].map(
    (file) => readFileSync(new URL(file, MODELS)).length,
  );
  const files = (/** @type {string} */ revision) =>
    ['model.safetensors', 'config.json'].map((file, i) => ({
      url: `${site.url}${ROOT}/${revision}/${file}`,
      bytes: sizes[i],
    }));
  const byUrl = (/** @type {{ files: { url: string }[] }} */ { files }) =>
    files.toSorted((a, b) => b.url.localeCompare(a.url));
  expect(byUrl(seen.all)).toEqual(byUrl({ files: [...files('main'), ...files('refs%2Fpr%2F1')] }));
  expect(seen.all.bytes).toBe(2 * (sizes[0] + sizes[1]));
  expect(byUrl(seen.left)).toEqual(byUrl({ files: files('refs%2Fpr%2F1') }));
  expect(seen.missing).toMatchObject({
    code: 'download-failed',
    details: { problem: 'http-status', status: 404 },
  });
  // The third load took it from the cache.
  expect(site.requests.filter((path) => path === `${ROOT}/main/model.safetensors`)).toHaveLength(1);
});
