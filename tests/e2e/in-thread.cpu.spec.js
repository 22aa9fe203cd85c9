// The CPU engine in the calling thread, where no worker can be started.
/** @import { Request } from './in-thread.js' */
import { PHOTOS } from '../browsers/suite/expected.js';
import { expect, test } from './package-fixture.js';

const NAMES = ['truck-1', 'cat-1'];
const images = NAMES.map((name) => `/www/samples/${name}.jpg`);

/** The largest difference from other browsers' probabilities. */
const TOLERANCE = 1e-5;

/** @typedef {'service' | 'shared' | 'dedicated'} Kind */

/**
 * Starts a thread, and asks it.
 * @param {import('@playwright/test').Page} page @param {Kind} kind @param {'index' | 'inline'} entry
 * @param {Request['options']} [options] @returns {Promise<any>}
 */
const ask = (page, kind, entry, options = {}) =>
  page.evaluate(
    async ({ kind, script, request }) => {
      const type = /** @type {const} */ ('module');
      const starts = {
        async service() {
          const { installing, active } = await navigator.serviceWorker.register(script, { type });
          return active ?? installing;
        },
        shared: async () => new SharedWorker(script, { type }).port,
        dedicated: async () => new Worker(script, { type }),
      };
      const target = await starts[kind]();
      const { port1, port2 } = new MessageChannel();
      const response = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
      target?.postMessage(request, [port2]);
      return response;
    },
    { kind, script: `/tests/e2e/in-thread-${entry}.js`, request: { options, images } },
  );

// Three networks, one after the other, on a single thread.
test.slow();

/** Where the package's code is imported with it. @type {Kind[]} */
const KINDS = ['service', 'shared', 'dedicated'];
for (const kind of KINDS) {
  test(`a ${kind} worker that imports densenet-web/inline classifies in its own thread`, async ({
    page,
    site,
  }) => {
    const { probabilities, ...result } = await ask(page, kind, 'inline');
    expect(result).toEqual({
      maps: [4, 12],
      engine: 'cpu',
      workers: 1,
      reason: 'enough',
      late: 'disposed',
      again: 'truck',
      architecture: 'densenet',
      parameters: 7_978_856,
      failure: 'internal',
      afterwards: 'inline-failed',
    });
    for (const [image, found] of probabilities.entries()) {
      const expected = PHOTOS[NAMES[image % NAMES.length]];
      const worst = Math.max(...expected.map((value, index) => Math.abs(found[index] - value)));
      expect(worst).toBeLessThan(TOLERANCE);
    }
    expect(site.requests).not.toContain('/pkg/worker.js');
  });
}

/** @type {[Kind, string][]} */
const SCOPES = [
  ['service', 'ServiceWorkerGlobalScope'],
  ['shared', 'SharedWorkerGlobalScope'],
];
for (const [kind, scope] of SCOPES) {
  test(`a ${kind} worker that imports densenet-web is told what to import instead`, async ({ page }) => {
    const { message, ...error } = await ask(page, kind, 'index');
    expect(error).toEqual({ code: 'unsupported', details: { problem: 'no-worker', scope } });
    expect(message).toContain('densenet-web/inline');
  });
}

test('where there are workers, `worker: false` says what to import', async ({ page }) => {
  const { details } = await ask(page, 'dedicated', 'index', { worker: false });
  expect(details).toEqual({ problem: 'no-worker', scope: 'DedicatedWorkerGlobalScope' });
});

test('with densenet-web/inline, `worker: true` starts one all the same', async ({ page, site }) => {
  const { again } = await ask(page, 'dedicated', 'inline', { worker: true });
  expect(again).toBe('truck');
  expect(site.requests).toContain('/pkg/worker.js');
});

test('a service worker has no burn and no random networks, whose code would be imported later', async ({
  page,
}) => {
  const { code, details } = await ask(page, 'service', 'inline', { random: 'densenet_bc_40_12' });
  expect(code).toBe('download-failed');
  expect(details.problem).toBe('bindings-not-loaded');
});
