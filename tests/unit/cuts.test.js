import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readerNamed, readersOf } from '../../www/app/connections.js';
import { decode, encode } from '../../www/app/cut-address.js';
import {
  CutExtents,
  cutKey,
  isOutputCut,
  onlyPredecessor,
  toggleChannel,
  toggleConnection,
  toggleOnlyPredecessor,
  toggleOutput,
} from '../../www/app/cut-edits.js';
import { smallPlan } from './plan.js';

/** @import { Cut } from 'densenet-web' */

const plan = smallPlan();
const [B1L1, B1L2] = ['features.denseblock1.denselayer1', 'features.denseblock1.denselayer2'];
const [B2L1, B2L2, B2L3] = [1, 2, 3].map((layer) => `features.denseblock2.denselayer${layer}`);
const T1 = 'features.transition1';

/** @param {readonly Cut[]} cuts */
const keys = (cuts) => cuts.map(cutKey).toSorted();

test('every layer of a block reads its input and the layers before it; the ends read all', () => {
  assert.deepEqual(
    readersOf(plan).map(({ layer, block, sources }) => [layer, block, ...sources.map(({ from }) => from)]),
    [
      [B1L1, 1, 'input'],
      [B1L2, 1, 'input', B1L1],
      [T1, 1, 'input', B1L1, B1L2],
      [B2L1, 2, 'input'],
      [B2L2, 2, 'input', B2L1],
      [B2L3, 2, 'input', B2L1, B2L2],
      ['classifier', 2, 'input', B2L1, B2L2, B2L3],
    ],
  );
  assert.equal(readerNamed(plan, B2L1)?.sources[0].maker, T1);
  assert.equal(readerNamed(plan, 'features.norm5'), readerNamed(plan, 'classifier'));
});

test('cuts have a short form in the address, which is read back', () => {
  /** @type {[string, Cut[]][]} */
  const forms = [
    ['1.2-0', [{ layer: B1L2, from: 'input' }]],
    ['1.end-1_2', [{ layer: T1, from: B1L1 }, { layer: T1, from: B1L2 }]], // prettier-ignore
    ['2.0', [{ layer: T1 }]],
    ['2.1*0.2_3', [0, 2, 3].map((channel) => ({ layer: B2L1, channel }))],
    ['2.end-2*1', [{ layer: 'classifier', from: B2L2, channel: 1 }]],
    ['1.1 2.3-0.2', [{ layer: B1L1 }, { layer: B2L3, from: 'input' }, { layer: B2L3, from: B2L2 }]],
  ];
  for (const [text, cuts] of forms) {
    assert.equal(encode(plan, cuts), text);
    assert.deepEqual(keys(decode(plan, text)), keys(cuts), text);
  }
  assert.equal(encode(plan, []), '');
  assert.deepEqual(decode(plan, ''), []);
});

test('what a network does not have is ignored, however long the text says it is', () => {
  const text = '9.1 1.9 1.2-1_999999999999 1.1-1 1.1-0*8_99 x 1.2- 1.2-_3 1.0.0 1.end 2.1*9 -- 1.2-0_';
  assert.deepEqual(keys(decode(plan, text)), keys([{ layer: B1L2, from: B1L1 }]));
});

test('all but the direct predecessors have a word of their own in the address', () => {
  const chain = onlyPredecessor(plan);
  assert.deepEqual(
    chain.map(({ layer, from }) => [layer, from]),
    [
      [B1L2, 'input'],
      [T1, 'input'],
      [T1, B1L1],
      [B2L2, 'input'],
      [B2L3, 'input'],
      [B2L3, B2L1],
      ['classifier', 'input'],
      ['classifier', B2L1],
      ['classifier', B2L2],
    ],
  );
  assert.equal(encode(plan, [...chain, { layer: B1L1, channel: 2 }]), 'chain 1.1*2');
  assert.deepEqual(keys(decode(plan, 'chain 1.1*2')), keys([...chain, { layer: B1L1, channel: 2 }]));
});

test('"only predecessor" keeps other cuts, and a second time restores', () => {
  const own = [{ layer: B1L1 }];
  const once = toggleOnlyPredecessor(plan, own);
  assert.equal(once.length, 10);
  assert.deepEqual(toggleOnlyPredecessor(plan, once), own);
});

test('a connection is cut, and restored', () => {
  const once = toggleConnection(plan, [], B2L3, B2L1);
  assert.deepEqual(once, [{ layer: B2L3, from: B2L1 }]);
  assert.deepEqual(toggleConnection(plan, once, B2L3, B2L1), []);
  // Its channels that were cut before are part of it.
  assert.deepEqual(toggleConnection(plan, [{ layer: B2L3, from: B2L1, channel: 1 }], B2L3, B2L1), once);
  assert.deepEqual(toggleConnection(plan, [], B2L1, B2L3), []);
});

test('one connection of a cut output is restored alone', () => {
  const rest = toggleConnection(plan, [{ layer: B2L1 }], B2L3, B2L1);
  assert.deepEqual(keys(rest), keys([{ layer: B2L2, from: B2L1 }, { layer: 'classifier', from: B2L1 }])); // prettier-ignore
  // An input, too, whose maker is in another block.
  const others = toggleConnection(plan, [{ layer: T1 }], B2L1, 'input');
  assert.equal(others.length, 3);
  assert.ok(!others.some(({ layer }) => layer === T1 || layer === B2L1));
});

test('an output is cut with all its connections, and restored with them', () => {
  const once = toggleOutput(plan, [{ layer: B2L3, from: B2L1 }], B2L1);
  assert.deepEqual(once, [{ layer: B2L1 }]);
  assert.ok(isOutputCut(plan, once, B2L1));
  assert.deepEqual(toggleOutput(plan, once, B2L1), []);
  const single = [B2L2, B2L3, 'classifier'].map((layer) => ({ layer, from: B2L1 }));
  assert.ok(isOutputCut(plan, single, B2L1));
  assert.ok(!isOutputCut(plan, single.slice(1), B2L1));
  assert.deepEqual(toggleOutput(plan, single, B2L1), []);
});

test('a channel is cut, and restored', () => {
  const once = toggleChannel([], B2L1, 3);
  assert.deepEqual(once, [{ layer: B2L1, channel: 3 }]);
  assert.deepEqual(toggleChannel(once, B2L1, 3), []);
});

test('the extent of a cut is a connection, some of its channels, or nothing', () => {
  const source = { from: B2L1, maker: B2L1 };
  const of = (/** @type {Cut[]} */ cuts) => new CutExtents(cuts).connection(B2L3, source);
  assert.equal(of([]), null);
  assert.equal(of([{ layer: B2L1 }]), 'all');
  assert.equal(of([{ layer: B2L3, from: B2L1 }, { layer: B2L3, from: B2L1, channel: 1 }]), 'all'); // prettier-ignore
  assert.deepEqual(
    of([{ layer: B2L3, from: B2L1, channel: 1 }, { layer: B2L1, channel: 3 }]), // prettier-ignore
    new Set([1, 3]),
  );
  assert.equal(of([{ layer: B2L2, from: B2L1 }]), null);
});
