/* global densenet, net */
// Hostile files and servers: bounded time, an error with advice, and the next call works.
import { hostileCheckpoints, hostileConfigs } from '../../scripts/hostile-files.js';
import { hostileImages } from '../../scripts/hostile-images.js';
import { expect, serveRepository, test } from './package-fixture.js';

/** @import { HostileFile } from '../../scripts/hostile-files.js' */

const CAT = '/www/samples/cat-1.jpg';
/** Milliseconds. Most take a few, but the machine may be busy. */
const LIMIT = 20_000;

const files = { image: hostileImages(), config: hostileConfigs(), checkpoint: hostileCheckpoints() };

/** The files as responses, by kind. @param {HostileFile[]} list @param {string} kind */
const responses = (list, kind) =>
  list.map(
    ({ name, bytes }) =>
      /** @type {[string, import('./static-server.js').Routes[string]]} */ ([
        `/${kind}/${name}`,
        (response) => response.setHeader('Content-Type', 'application/octet-stream').end(bytes),
      ]),
  );

test.use({
  routes: Object.fromEntries(Object.entries(files).flatMap(([kind, list]) => responses(list, kind))),
});

/** How each file ends. @param {import('@playwright/test').Page} page @param {keyof typeof files} kind */
const outcomes = (page, kind) =>
  page.evaluate(
    async ({ kind, names, photo, limit }) => {
      const { DenseNet, DenseNetError } = densenet;
      Object.assign(globalThis, { net: await DenseNet.load({ engine: 'cpu', workers: 1 }) });
      const use = {
        image: (/** @type {File} */ file) => net.classify(file),
        config: async (/** @type {File} */ metadata) => DenseNet.load({ engine: 'cpu', metadata }),
        checkpoint: async (/** @type {File} */ weights) =>
          DenseNet.load({ engine: 'cpu', weights, metadata: {} }),
      }[kind];
      const expected = JSON.stringify((await net.classify(photo)).predictions);
      const all = [];
      for (const name of names) {
        const response = await fetch(`/${kind}/${name}`);
        const file = new File([await response.blob()], name);
        const start = performance.now();
        const late = new Promise((_, reject) => setTimeout(() => reject(new Error('too late')), limit));
        /** @type {any} */
        let outcome = null;
        try {
          const loaded = await Promise.race([use(file), late]);
          if (loaded instanceof DenseNet) loaded.dispose();
        } catch (error) {
          const { code, details, message } = /** @type {import('../../pkg/index.js').DenseNetError} */ (
            error
          );
          outcome = { code, problem: details?.problem, message, isOurs: error instanceof DenseNetError };
        }
        const took = performance.now() - start;
        const isUsable = JSON.stringify((await net.classify(photo)).predictions) === expected;
        all.push({ name, took, outcome, isUsable });
      }
      return all;
    },
    { kind, names: files[kind].map(({ name }) => name), photo: CAT, limit: LIMIT },
  );

for (const kind of /** @type {(keyof typeof files)[]} */ (Object.keys(files))) {
  test(`every hostile ${kind} is refused or used, and the next call works`, async ({ page, site }) => {
    test.setTimeout(300_000);
    const all = await outcomes(page, kind);
    const slowest = all.reduce((a, b) => (a.took > b.took ? a : b));
    const used = all.filter(({ outcome }) => !outcome).map(({ name }) => name);
    console.log(
      `${all.length} files, the slowest ${slowest.name}: ${Math.round(slowest.took)} ms; used: ${used}`,
    );
    for (const { name, outcome, isUsable } of all) {
      expect(isUsable, name).toBe(true);
      const problem = files[kind].find((one) => one.name === name)?.problem;
      if (problem) expect(outcome?.problem, name).toBe(problem);
      if (!outcome) continue;
      expect(outcome.isOurs, `${name}: ${outcome.message}`).toBe(true);
      expect(outcome.code, `${name}: ${outcome.message}`).toMatch(/^invalid-/);
      expect(outcome.message.length, name).toBeGreaterThan(20);
    }
    expect(site.requests.filter((path) => path.includes('stolen'))).toEqual([]);
  });
}

test('URLs are fetched without cookies and without a referrer, unless credentials are asked for', async ({
  page,
}) => {
  /** @type {{ path: string, cookie: string | undefined, referer: string | undefined }[]} */
  const seen = [];
  /** @type {import('./static-server.js').Routes[string]} */
  const look = (response, request) => {
    const { cookie, referer } = request.headers;
    seen.push({ path: String(request.url), cookie, referer });
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.writeHead(404, { 'Set-Cookie': 'late=1' }).end();
  };
  const paths = ['/private/net.safetensors', '/private/config.json', '/private/a.jpg'];
  const routes = Object.fromEntries(paths.map((path) => [path, look]));
  const site = await serveRepository({ routes, csp: null });
  const other = await serveRepository({ routes, csp: null });
  await page.goto(`${site.url}/tests/e2e/package-page.html`);
  await page.waitForFunction(() => 'densenet' in window);
  await page
    .context()
    .addCookies([site, other].map(({ url }) => ({ url, name: 'session', value: 'secret' })));
  const visit = (/** @type {any} */ options) =>
    page.evaluate(
      async ({ origins, paths: [weights, config, image], options }) => {
        const { DenseNet } = densenet;
        const net = await DenseNet.load({ engine: 'cpu', ...options });
        for (const origin of origins) {
          const attempts = [
            DenseNet.load({ model: origin + weights, metadata: {}, ...options }),
            DenseNet.load({ metadata: new URL(origin + config), ...options }),
            net.classify(origin + image),
          ];
          await Promise.allSettled(attempts);
        }
        net.dispose();
      },
      { origins: [site.url, other.url], paths, options },
    );
  await visit({});
  expect(seen).toHaveLength(6);
  for (const { path, cookie, referer } of seen)
    expect([path, cookie, referer]).toEqual([path, undefined, undefined]);
  seen.length = 0;
  await visit({ credentials: 'include' });
  expect(seen).toHaveLength(6);
  for (const { path, cookie, referer } of seen) {
    expect([path, referer]).toEqual([path, undefined]);
    expect(cookie).toContain('session=secret');
  }
  site.close();
  other.close();
});
