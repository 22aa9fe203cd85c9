/// <reference path="./package-page.d.ts" />
// A plain static page with the package, under a strict Content-Security-Policy, for the package's own tests.
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { serve } from './static-server.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @typedef {Awaited<ReturnType<typeof serve>>} Site */

/** Serves the repository. @param {Omit<import('./static-server.js').Options, 'root'>} [options] */
export const serveRepository = (options) => serve({ root, ...options });

/** @param {import('@playwright/test').Page} page @param {Site} site */
export async function open(page, site) {
  await page.goto(`${site.url}/tests/e2e/package-page.html`);
  await page.waitForFunction(() => 'densenet' in window);
}

/** `site` is a server for this test; `page` shows the package's page from it. */
export const test = base.extend(
  /** @type {import('@playwright/test').Fixtures<{ routes: import('./static-server.js').Routes, site: Site }, {}, import('@playwright/test').PlaywrightTestArgs>} */ ({
    // Custom responses by path; set by `test.use`.
    routes: [{}, { option: true }],
    site: async ({ routes }, use) => {
      const site = await serveRepository({ routes });
      await use(site);
      site.close();
    },
    page: async ({ page, site }, use) => {
      await open(page, site);
      await use(page);
    },
  }),
);

export { expect } from '@playwright/test';
