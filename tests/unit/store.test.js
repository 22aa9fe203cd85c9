import assert from 'node:assert/strict';
import { test } from 'node:test';
import { store, Store, StoreController } from '../../www/app/store.js';

test('listeners are told what has changed, and are not called when nothing has', () => {
  const own = new Store({ ...store.state });
  /** @type {string[][]} */
  const heard = [];
  const stop = own.subscribe((changed) => heard.push([...changed]));
  own.set({ view: 'learn', theme: own.state.theme });
  own.set({ view: 'learn' });
  stop();
  own.set({ view: 'growth' });
  assert.deepEqual(heard, [['view']]);
  assert.equal(own.state.view, 'growth');
});

test('while connected, a controller updates its host when its entries or the language change', () => {
  let updates = 0;
  const host = {
    addController() {},
    removeController() {},
    requestUpdate: () => updates++,
    updateComplete: Promise.resolve(true),
  };
  const controller = new StoreController(host, ['view']);
  store.set({ view: 'learn' });
  assert.equal(updates, 0);
  controller.hostConnected();
  assert.equal(updates, 1);
  store.set({ theme: 'dark' });
  assert.equal(updates, 1);
  store.set({ view: 'growth' });
  store.set({ language: 'zh' });
  assert.equal(updates, 3);
  controller.hostDisconnected();
  store.set({ view: 'classify' });
  assert.equal(updates, 3);
});
