// Downloaded weights are cached until they are cleared. The launcher's server sends /once/… only once.
import { DenseNet } from '../../../pkg/index.js';
import { equal, near, rejectsWith } from './assert.js';
import { PATTERN } from './expected.js';
import { test } from './harness.js';
import { pattern } from './images.js';
import { probabilities, TOLERANCE } from './probabilities.js';

const METADATA = '/pkg/models/densenet40_k12_bc_cifar10.json';

async function keptPaths() {
  const paths = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
  }
  return paths.filter((path) => path.startsWith('/once/') || path === METADATA).sort();
}

test('cache: weights are stored, reused and cleared', async ({ load }) => {
  const model = '/once/net.safetensors';
  /** @type {import('../../../pkg/index.js').LoadOptions} */
  const options = { model, metadata: METADATA, engine: 'cpu' };
  await DenseNet.clearCache();
  for (const time of ['first', 'second']) {
    const net = await load(options);
    near(await probabilities(net, pattern(true)), PATTERN, TOLERANCE, `the ${time} load`);
    equal(await keptPaths(), [model, METADATA].sort(), `kept by the ${time} load`);
  }
  await DenseNet.clearCache();
  equal(await keptPaths(), [], 'kept after clearing');
  const details = { problem: 'http-status', what: 'weights', status: 410 };
  await rejectsWith(DenseNet.load(options), 'download-failed', details, 'a third load');
});

test('cache: nothing is stored when it is off', async ({ load }) => {
  await DenseNet.clearCache();
  await load({ model: '/once/uncached.safetensors', metadata: METADATA, engine: 'cpu', cache: false });
  equal(await keptPaths(), [], 'kept');
});
