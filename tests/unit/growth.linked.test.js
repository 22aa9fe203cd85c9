import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { store } from '../../www/app/store.js';
import { boxOf } from '../../www/growth/linked/boxes.js';
import { placeOf } from '../../www/growth/linked/linked-cell.js';
import { link, linkText, shows, unlink } from '../../www/growth/linked/links.js';
import { stepNamed } from '../../www/growth/structure.js';
import { smallPlan } from './plan.js';

const plan = smallPlan();
const FIRST = 'features.denseblock2.denselayer1';
const SECOND = 'features.denseblock2.denselayer2';
const BLOCK = {
  block: 2,
  sources: ['input', FIRST, SECOND, 'features.denseblock2.denselayer3'],
  targets: [FIRST, SECOND, 'features.denseblock2.denselayer3', 'classifier'],
  values: [],
};

beforeEach(unlink);

test('the same connection is marked wherever it is shown, and only it', () => {
  link(plan, SECOND, FIRST);
  const { linked } = store.state;
  assert.deepEqual(linked, { reader: SECOND, source: FIRST });
  assert.ok(shows(linked, linkText(plan, SECOND, FIRST)));
  assert.ok(!shows(linked, linkText(plan, 'classifier', FIRST)));
  // The maps that it reads are the first layer's output.
  assert.ok(shows(linked, linkText(plan, FIRST)));
  assert.ok(!shows(linked, linkText(plan, SECOND)));
  assert.ok(!shows(null, linkText(plan, FIRST)));
});

test('the final norm reads for the classifier', () => {
  link(plan, 'features.norm5', FIRST);
  assert.deepEqual(store.state.linked, { reader: 'classifier', source: FIRST });
  assert.equal(linkText(plan, 'features.norm5', FIRST), `classifier ${FIRST}`);
});

test('pointing at the same connection again tells nobody', () => {
  link(plan, SECOND, FIRST);
  let told = 0;
  const stop = store.subscribe(() => (told += 1));
  link(plan, SECOND, FIRST);
  assert.equal(told, 0);
  link(plan, SECOND);
  unlink();
  unlink();
  assert.equal(told, 2);
  stop();
});

test('a heat map knows a connection’s cell, and a layer’s column', () => {
  assert.deepEqual(placeOf(plan, BLOCK, { reader: SECOND, source: FIRST }), { column: 1, row: 1, rows: 1 });
  assert.deepEqual(placeOf(plan, BLOCK, { reader: 'classifier', source: null }), {
    column: 3,
    row: 0,
    rows: 4,
  });
  assert.equal(placeOf(plan, BLOCK, { reader: 'features.denseblock1.denselayer2', source: null }), null);
});

test('a strip is where its channels are', () => {
  const step = stepNamed(plan, SECOND);
  assert.ok(step);
  const column = /** @type {any} */ ({ step, x: 10, body: 20, folded: false });
  const layout = /** @type {any} */ ({ baseline: 100, y: (/** @type {number} */ channels) => 2 * channels });
  // The block's input has 8 channels, the first layer made 4.
  assert.deepEqual(boxOf(layout, column, FIRST), { x: 9, y: 75, width: 22, height: 10 });
  assert.deepEqual(boxOf(layout, column, null), { x: 9, y: 75, width: 22, height: 26 });
});
