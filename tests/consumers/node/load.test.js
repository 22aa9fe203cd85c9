// Networks from everywhere, threads, and what Node.js doesn't have.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DenseNet, inspectCheckpoint, planNetwork } from 'densenet-web';
import { agrees, CONFIG, PHOTOS, serve, WEIGHTS } from './given.js';

// A name that means something else in a URL.
const folder = mkdtempSync(join(process.cwd(), 'a #1 50% network '));
const path = join(folder, 'model.safetensors');
cpSync(WEIGHTS, path);
cpSync(CONFIG, join(folder, 'config.json'));
const lonely = join(folder, 'lonely');
mkdirSync(lonely);
cpSync(WEIGHTS, join(lonely, 'model.safetensors'));

/** @param {import('densenet-web').LoadOptions} options @param {string} [label] */
async function loads(options, label = 'truck') {
  const net = await DenseNet.load(options);
  try {
    assert.equal(net.engine.kind, 'cpu');
    await agrees(net, 'given/truck-1.png', PHOTOS['truck-1']);
    const { predictions } = await net.classify('given/truck-1.png');
    assert.equal(predictions[0].label, label);
  } finally {
    net.dispose();
  }
}

test('weights by path and by file: URL, with the config.json next to them', async () => {
  for (const model of [path, relative('.', path), pathToFileURL(path), pathToFileURL(path).href]) {
    await loads({ model });
  }
});

test('weights without a config.json next to them', async () => {
  await loads({ model: join(lonely, 'model.safetensors') }, 'class 9');
  await loads({ model: join(lonely, 'model.safetensors'), metadata: CONFIG });
});

test('weights by http: URL', async () => {
  const site = await serve({ '/net/model.safetensors': path, '/net/config.json': CONFIG });
  await loads({ model: `${site.url}/net/model.safetensors` });
  site.close();
});

test('weights as bytes', async () => {
  const bytes = readFileSync(path);
  const metadata = readFileSync(CONFIG, 'utf8');
  for (const weights of [bytes, new Uint8Array(bytes).buffer, new Blob([bytes])]) {
    await loads({ weights, metadata });
  }
  assert.equal((await inspectCheckpoint({ weights: bytes, metadata })).architecture, 'densenet_bc_40_12');
});

test('a file that is not there, is an error that names it', async () => {
  const model = join(folder, 'other.safetensors');
  const message = `there is no file ${pathToFileURL(model).href}`;
  await assert.rejects(DenseNet.load({ model }), { name: 'DenseNetError', code: 'download-failed', message });
});

test('threads share a pass, and compute exactly what one does', async () => {
  const layer = 'features.denseblock2.denselayer3';
  const results = [];
  for (const threads of [1, 2, 4]) {
    const net = await DenseNet.load({ threads });
    assert.equal(net.stats.threads, threads);
    const { predictions } = await net.classify('given/cat-1.png', { topK: 10 });
    results.push([predictions, (await net.featureMaps(layer)).data]);
    net.dispose();
  }
  assert.deepEqual(results[1], results[0]);
  assert.deepEqual(results[2], results[0]);
});

test('the reference engine, random networks and plans', async () => {
  const reference = await DenseNet.load({ engine: 'burn' });
  assert.equal(reference.engine.kind, 'burn');
  await agrees(reference, 'given/truck-1.png', PHOTOS['truck-1']);
  reference.dispose();
  const random = await DenseNet.load({ random: 'densenet_bc_40_12' });
  assert.equal((await random.classify('given/cat-1.png')).predictions.length, 5);
  random.dispose();
  assert.equal((await planNetwork('densenet121')).parameters, 7_978_856);
});

test('there is no WebGPU', async () => {
  await assert.rejects(DenseNet.load({ engine: 'webgpu' }), { code: 'no-webgpu' });
});

test('a network in the calling thread', async () => {
  const inline = await import('densenet-web/inline');
  const net = await inline.DenseNet.load();
  assert.equal(net.stats.threads, 1);
  await agrees(net, 'given/truck-1.png', PHOTOS['truck-1']);
  net.dispose();
  await assert.rejects(net.classify('given/truck-1.png'), { code: 'disposed' });
});
