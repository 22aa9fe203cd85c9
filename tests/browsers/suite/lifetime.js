// Aborting and disposing.
import { DenseNet } from '../../../pkg/index.js';
import { check, equal, near, rejection, rejectsWith } from './assert.js';
import { PATTERN } from './expected.js';
import { test } from './harness.js';
import { pattern, photoUrl } from './images.js';
import { probabilities, TOLERANCE } from './probabilities.js';

test('abort: queued and running calls are rejected, and the network stays usable', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const reason = new Error('never mind');
  const early = net.classify(pattern(true), { signal: AbortSignal.abort(reason) });
  check((await rejection(early, 'aborted before')) === reason, 'aborted before: another reason');
  const controller = new AbortController();
  const { signal } = controller;
  const calls = [
    net.classify(photoUrl('cat-1'), { signal }),
    net.classify([pattern(true), pattern(true)], { signal }),
    net.embed(pattern(true), { signal }),
  ];
  const rejections = calls.map((call, i) => rejection(call, `call ${i}`));
  const kept = probabilities(net, pattern(true));
  controller.abort(reason);
  equal((await Promise.all(rejections)).map(String), Array(3).fill(String(reason)), 'reasons');
  near(await kept, PATTERN, TOLERANCE, 'the call that was not aborted');
});

test('abort: a load', async ({ load }) => {
  const controller = new AbortController();
  const loading = rejection(DenseNet.load({ engine: 'cpu', signal: controller.signal }), 'load');
  controller.abort();
  equal(/** @type {Error} */ (await loading).name, 'AbortError', 'reason');
  const net = await load({ engine: 'cpu' });
  near(await probabilities(net, pattern(true)), PATTERN, TOLERANCE, 'the next network');
});

test('dispose: pending and later calls are rejected', async ({ load }) => {
  const net = await load({ engine: 'cpu' });
  const waiting = rejectsWith(net.classify(pattern(true)), 'disposed', {}, 'the call that waits');
  net.dispose();
  net.dispose();
  await waiting;
  const details = { problem: 'disposed' };
  await rejectsWith(net.classify(pattern(true)), 'disposed', details, 'classify');
  await rejectsWith(net.embed(pattern(true)), 'disposed', details, 'embed');
  await rejectsWith(net.featureMaps('features.conv0'), 'disposed', details, 'featureMaps');
  await rejectsWith(net.classActivationMap(0), 'disposed', details, 'classActivationMap');
  equal(net.plan.layers.length > 20, true, 'the plan is still there');
});
