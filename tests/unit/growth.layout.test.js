import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PITCH, WIDE } from '../../www/growth/constants.js';
import { differ, holds, itemsOf } from '../../www/growth/diagram/items.js';
import { moved, zoomed } from '../../www/growth/diagram/keys.js';
import { fittingPitch, layOut } from '../../www/growth/diagram/layout.js';
import { smallPlan } from './plan.js';

const plan = smallPlan();
const NONE = new Set();

/** @param {Partial<Parameters<typeof layOut>[0]>} [options] */
const layout = (options) => layOut({ plan, width: 1000, folded: NONE, pitch: null, ...options });

test('columns are laid out from left to right within the diagram', () => {
  const { columns, width } = layout();
  assert.equal(columns.length, plan.layers.length);
  for (const [index, { x, body, gap }] of columns.entries())
    assert.ok(x + body + gap <= (columns[index + 1]?.x ?? width) + 1e-9);
});

test('stacks use the available height: the widest point reaches the top', () => {
  const { y, baseline, arcs } = layout();
  assert.equal(y(20), baseline - arcs);
  assert.equal(y(0), 0);
});

test('the fitting pitch fills the window, and one pixel more overflows it', () => {
  const room = { plan, width: 700, folded: NONE };
  const pitch = fittingPitch(room);
  assert.ok(layout({ ...room, pitch }).width <= 700 + 1e-6);
  assert.ok(layout({ ...room, pitch: pitch + 1 }).width > 700);
});

test('automatic columns have a minimum width: the diagram scrolls instead', () => {
  assert.equal(layout({ width: 100 }).pitch, PITCH.narrow);
  assert.ok(layout({ width: 100 }).width > 100);
  const deep = { ...plan, layers: Array.from({ length: 40 }, () => plan.layers).flat() };
  assert.equal(layOut({ plan: deep, width: WIDE, folded: NONE, pitch: null }).pitch, PITCH.wide);
});

test('transitions, stem and classifier are followed by wider gaps', () => {
  const gaps = layout({ pitch: 20 }).columns.map(({ gap }) => gap);
  assert.ok(gaps[0] > gaps[1] && gaps[3] > gaps[1] && gaps[8] > gaps[1]);
});

test('blocks span their layers; the width of a folded block does not depend on its depth', () => {
  const { blocks } = layout({ folded: new Set([2]), pitch: 20 });
  assert.deepEqual(
    blocks.map(({ block, layers, folded }) => [block, layers, folded]),
    [
      [1, 2, false],
      [2, 3, true],
    ],
  );
  assert.ok(Math.abs(blocks[0].width - 40) < 1e-9);
  assert.ok(Math.abs(blocks[1].width - 72) < 1e-9);
});

test('a folded block is one item that contains its layers', () => {
  const items = itemsOf(layout({ folded: new Set([2]) }));
  assert.equal(items.length, plan.layers.length - 2);
  const folded = items.filter(({ block }) => block !== null);
  assert.equal(folded.length, 1);
  assert.ok(holds(folded[0], plan, 'features.denseblock2.denselayer3'));
  assert.ok(!holds(folded[0], plan, 'features.denseblock1.denselayer1'));
  assert.ok(holds(items[0], plan, 'features.conv0'));
});

test('mean maps stand in as many rows as their size needs', () => {
  const rows = (/** @type {number} */ pitch) => layout({ pitch }).thumbnails;
  assert.deepEqual(rows(40), { side: 38, rows: 1 });
  assert.deepEqual(rows(60), { side: 44, rows: 1 });
  assert.deepEqual(rows(14), { side: 26, rows: 2 });
  assert.deepEqual(rows(9), { side: 25, rows: 3 });
  assert.deepEqual(rows(5), { side: 0, rows: 0 });
  assert.equal(layout({ pitch: 9 }).height - layout({ pitch: 5 }).height, 3 * 27);
});

test('a folded block is as high as what its layers read, and its marker no higher', () => {
  const folded = layout({ folded: new Set([2]) });
  const [item] = itemsOf(folded).filter(({ block }) => block !== null);
  assert.equal(item.height, folded.y(16));
  assert.ok(itemsOf(folded).every(({ block, height }) => (block === null) === (height === null)));
});

test('when all blocks are folded, the columns fill the width', () => {
  const { columns, width } = layout({ folded: new Set([1, 2]), width: 700 });
  const last = columns.at(-1);
  assert.ok(last && last.x + last.body > width * 0.8);
});

test('sets with the same blocks do not differ', () => {
  assert.ok(!differ(new Set([1, 2]), new Set([2, 1])));
  assert.ok(differ(new Set([1]), new Set([2])));
  assert.ok(differ(NONE, undefined));
});

/** @param {string} key @param {Partial<KeyboardEvent>} [modifiers] */
const press = (key, modifiers) => /** @type {KeyboardEvent} */ ({ key, ...modifiers });

test('arrow keys, Home and End move within the list', () => {
  assert.equal(moved(press('ArrowRight'), 3, 9), 4);
  assert.equal(moved(press('ArrowUp'), 3, 9), 2);
  assert.equal(moved(press('ArrowRight'), 8, 9), 8);
  assert.equal(moved(press('ArrowLeft'), 0, 9), 0);
  assert.equal(moved(press('Home'), 3, 9), 0);
  assert.equal(moved(press('End'), 3, 9), 8);
  assert.equal(moved(press('x'), 3, 9), null);
});

test('keys with a modifier are left to the browser', () => {
  assert.equal(moved(press('ArrowLeft', { altKey: true }), 3, 9), null);
  assert.equal(zoomed(press('+', { ctrlKey: true })), 0);
});

test('plus and minus zoom', () => {
  assert.deepEqual(
    ['+', '=', '-', 'x'].map((key) => zoomed(press(key))),
    [1, 1, -1, 0],
  );
});
