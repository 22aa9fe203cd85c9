import assert from 'node:assert/strict';
import { test } from 'node:test';
import { store } from '../../www/app/store.js';
import { PITCH } from '../../www/growth/constants.js';
import { changeView, viewSettings } from '../../www/growth/view-settings.js';

const written = /** @type {string[]} */ ([]);
Object.assign(globalThis, {
  location: { hash: '#view=growth' },
  history: {
    replaceState: (
      /** @type {unknown} */ _state,
      /** @type {string} */ _title,
      /** @type {string} */ hash,
    ) => {
      written.push(hash);
      globalThis.location.hash = hash;
    },
  },
});

test('a URL without parameters means the defaults', () => {
  store.set({ view: 'growth', params: {} });
  assert.deepEqual(viewSettings(), {
    folded: new Set(),
    pitch: null,
    together: false,
    scheme: 'viridis',
    look: 'activation',
    opacity: 0.6,
    ownScales: false,
    objective: 'logit',
    measure: 'norm',
    origin: null,
    tool: 'select',
  });
});

test('invalid parameters are dropped, and the pitch is clamped', () => {
  store.set({ params: { fold: '2,x,,1.5', pitch: '1000', scale: 'no', colours: 'red' } });
  const { folded, pitch, together, scheme } = viewSettings();
  assert.deepEqual([...folded], [2]);
  assert.equal(pitch, PITCH.max);
  assert.deepEqual([together, scheme], [false, 'viridis']);
  store.set({ params: { pitch: 'wide' } });
  assert.equal(viewSettings().pitch, null);
});

test('changes are written to the URL and read back', () => {
  store.set({ params: {} });
  changeView({ folded: new Set([3, 1]), pitch: 12.345, scheme: 'diverging' });
  assert.deepEqual(written, ['#fold=1%2C3&pitch=12.3&colours=diverging']);
  assert.deepEqual([...viewSettings().folded], [1, 3]);
  changeView({ folded: new Set(), pitch: null, scheme: 'viridis' });
  assert.equal(location.hash, '#');
  changeView({ opacity: 0.25, objective: 'loss', measure: 'meanAbsolute' });
  assert.equal(location.hash, '#opacity=0.25&objective=loss&measure=meanAbsolute');
  const { opacity, objective, measure } = viewSettings();
  assert.deepEqual([opacity, objective, measure], [0.25, 'loss', 'meanAbsolute']);
  changeView({ opacity: 0.6, objective: 'logit', measure: 'norm' });
});

test('changes in another view do not affect the URL', () => {
  store.set({ view: 'learn' });
  changeView({ together: true });
  assert.equal(location.hash, '#');
});
