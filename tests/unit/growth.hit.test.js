import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arcsOf, pointOn } from '../../www/growth/diagram/arcs.js';
import { hit, targetsIn } from '../../www/growth/diagram/hit.js';
import { layOut } from '../../www/growth/diagram/layout.js';
import { smallPlan } from './plan.js';

/** @import { Tool } from '../../www/growth/cuts/targets.js' */

const plan = smallPlan();
const layout = layOut({ plan, width: 800, pitch: 40, folded: new Set() });
const column = (/** @type {string} */ name) =>
  /** @type {(typeof layout.columns)[number]} */ (
    layout.columns.find(({ step }) => step.layer.name === `features.${name}`)
  );
const third = column('denseblock2.denselayer3');

/** The middle of a column's body, at a channel. @param {Tool} tool @param {typeof third} of @param {number} channel */
const at = (tool, of, channel) =>
  hit({ plan, layout, tool }, { x: of.x + of.body / 2, y: layout.baseline - layout.y(channel) }, null);

test('a strip is the connection by which its column reads it, or the output of the layer that made it', () => {
  // The layer reads 8 channels of the block's input, then 4 from each layer.
  assert.equal(at('connection', third, 3)?.from, 'input');
  assert.equal(at('connection', third, 9)?.from, 'features.denseblock2.denselayer1');
  assert.equal(at('connection', third, 15)?.from, 'features.denseblock2.denselayer2');
  assert.equal(at('connection', third, 9)?.reader, third.step.layer.name);
  assert.equal(at('output', third, 9)?.reader, null);
  assert.equal(at('output', third, 3)?.maker, 'features.transition1');
});

test('what a layer adds is its output; the picture cannot be cut', () => {
  const x = third.x + third.body + third.gap / 2;
  const target = hit({ plan, layout, tool: 'connection' }, { x, y: layout.baseline - layout.y(17) }, null);
  assert.deepEqual([target?.reader, target?.maker], [null, third.step.layer.name]);
  assert.equal(at('connection', column('conv0'), 1), null);
  assert.equal(at('connection', third, 30), null);
});

test('an arc is hit near its line, and nothing is between arcs', () => {
  const arc = arcsOf(layout, third)[0];
  const { x, y } = pointOn(arc, 0.5);
  const place = /** @type {const} */ ({ plan, layout, tool: 'connection' });
  assert.equal(hit(place, { x: x + 3, y: y - 3 }, third)?.from, 'input');
  assert.equal(hit(place, { x, y: y - 40 }, third), null);
  assert.equal(hit(place, { x, y }, null), null);
});

test('the strips of a column are listed from the bottom up, for the keys', () => {
  const froms = targetsIn({ plan, layout, tool: 'connection' }, third).map(({ from }) => from);
  assert.deepEqual(froms, ['input', 'features.denseblock2.denselayer1', 'features.denseblock2.denselayer2']);
});
