// Where the package's files may be, under which policies, and what it says where they forbid it: in Chromium and in Firefox.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS } from './browsers.js';
import { CASES } from './hosting-cases.js';
import { serveHosting } from './hosting-server.js';

/** @type {Awaited<ReturnType<typeof serveHosting>>} */
let site;
before(async () => (site = await serveHosting()));
after(() => site.close());

for (const name of ['chromium', 'firefox']) {
  describe(name, () => {
    /** @type {import('./browsers.js').Browser} */
    let browser;
    before(async () => {
      const { find, launch } = BROWSERS[name];
      browser = await launch(String(find()));
      console.log(`${name} ${browser.version}`);
    });
    after(() => browser.close());

    for (const one of CASES) {
      test(one.name, { timeout: 60_000 }, async () => {
        site.use(one);
        await browser.page.goto(site.url);
        const text = await browser.page.evaluate(async () => {
          while (!('result' in globalThis)) await new Promise((resolve) => setTimeout(resolve, 20));
          return /** @type {any} */ (globalThis).result;
        });
        assert.match(site.unname(text), one.result);
      });
    }
  });
}
