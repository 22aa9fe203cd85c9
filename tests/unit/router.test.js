import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { format, href, navigate, parse } from '../../www/app/router.js';
import { store } from '../../www/app/store.js';

/** The browser APIs that the router needs. */
const visits = /** @type {string[]} */ ([]);
const go = (/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ hash) => {
  globalThis.location.hash = hash;
};
Object.assign(globalThis, {
  location: { hash: '' },
  history: {
    pushState: (/** @type {[unknown, string, string]} */ ...args) => (visits.push(args[2]), go(...args)),
    replaceState: go,
  },
});

beforeEach(() => {
  navigate(parse(''), { replace: true });
  visits.length = 0;
});

test('an empty URL means the defaults, and the defaults give an empty URL', () => {
  const usual = { view: 'growth', model: 'cifar10', engine: 'auto' };
  assert.deepEqual(parse(''), {
    ...usual,
    sample: null,
    layer: null,
    channel: null,
    class: null,
    cuts: null,
    lang: null,
    photo: null,
    present: false,
    story: null,
    params: {},
  });
  assert.equal(format(parse('')), '#');
});

test('a URL is unchanged by parsing and formatting', () => {
  const address =
    '#view=classify&model=densenet121&engine=cpu&sample=cat-1&layer=features.conv0&class=3&fold=1%2C2';
  assert.equal(format(parse(address)), address);
  assert.deepEqual(parse(address).params, { fold: '1,2' });
});

test('invalid parameters are ignored', () => {
  const { view, engine, class: index } = parse('#view=nowhere&engine=steam&class=-1');
  assert.deepEqual([view, engine, index], ['growth', 'auto', null]);
  assert.equal(parse('#class=first').class, null);
  assert.equal(parse('#story=0').story, null);
  assert.equal(parse('#story=3').story, 3);
  assert.equal(parse('#class=0').class, 0);
});

test('navigating updates the URL and the store; the same URL adds no history entry', () => {
  navigate({ layer: 'features.conv0', class: 2 });
  assert.equal(location.hash, '#layer=features.conv0&class=2');
  assert.equal(store.state.selectedLayer, 'features.conv0');
  assert.equal(store.state.selectedClass, 2);
  navigate({ class: 2 });
  navigate({ class: 1 }, { replace: true });
  assert.deepEqual(visits, ['#layer=features.conv0&class=2']);
});

test('switching the model drops the layer and the class', () => {
  navigate({ layer: 'features.conv0', class: 2 });
  assert.equal(href({ model: 'densenet121' }), '#model=densenet121');
  assert.equal(href({ model: 'cifar10' }), '#layer=features.conv0&class=2');
});

test('Explore has its own network: entering and leaving it drops the layer', () => {
  navigate({ layer: 'features.conv0' });
  assert.equal(href({ view: 'growth' }), '#layer=features.conv0');
  assert.equal(href({ view: 'explore' }), '#view=explore');
  navigate({ view: 'explore', layer: 'features.transition1' });
  assert.equal(href({ view: 'growth' }), '#');
});

test("a view's own parameters are dropped when it is left and restored when it is shown again", () => {
  navigate({ view: 'explore', params: { k: '12' } });
  navigate({ view: 'learn' });
  assert.equal(location.hash, '#view=learn');
  navigate({ view: 'explore' });
  assert.equal(location.hash, '#view=explore&k=12');
  assert.deepEqual(store.state.params, { k: '12' });
});
