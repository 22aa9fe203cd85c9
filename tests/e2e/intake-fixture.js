// Serves the page with a stand-in for the package, which says about a checkpoint whatever a test wants.
import { test as base } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

/** @import { Page } from '@playwright/test' */
/** @import { Story } from './intake-package.js' */

const standIn = fileURLToPath(new URL('./intake-package.js', import.meta.url));

export const test = base.extend(
  /** @type {import('@playwright/test').Fixtures<{}, { site: string }, {}, import('@playwright/test').PlaywrightWorkerArgs>} */ ({
    site: [
      // eslint-disable-next-line no-empty-pattern -- Playwright needs a pattern.
      async ({}, use) => {
        const outDir = 'test-results/intake-page';
        const common = /** @type {const} */ ({ logLevel: 'error', build: { outDir, emptyOutDir: true } });
        await build({ ...common, resolve: { alias: { 'densenet-web': standIn } } });
        const server = await preview({ ...common, preview: { port: 0 } });
        await use(/** @type {string} */ (server.resolvedUrls?.local[0]));
        await server.close();
      },
      { scope: 'worker' },
    ],
  }),
);

/** Opens the page, with what the stand-in is to say of each file. @param {Page} page @param {string} site @param {Record<string, Story>} stories */
export async function openWith(page, site, stories, address = '#view=classify') {
  await page.addInitScript((told) => Object.assign(globalThis, { stories: told }), stories);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${site}${address}`);
  return errors;
}

/** What the page has asked of the package. @param {Page} page @returns {Promise<{ load: any[], configure: any[] }>} */
export const calls = (page) => page.evaluate(() => /** @type {any} */ (globalThis).calls);

/** @param {string} name @param {string | readonly number[]} content @param {string} [mimeType] */
export const file = (name, content, mimeType = '') => ({
  name,
  mimeType,
  buffer: typeof content === 'string' ? Buffer.from(content) : Buffer.from(content),
});

/** A sample photo. @param {string} name */
export const photo = (name) =>
  file(`${name}.jpg`, [...readFileSync(`www/samples/${name}.jpg`)], 'image/jpeg');

/** A safetensors file without tensors: the stand-in does not read it. */
export const CHECKPOINT = [2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d];

/** Drops files on the page. @param {Page} page @param {readonly ReturnType<typeof file>[]} files */
export async function drop(page, files) {
  const plain = files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, bytes: [...buffer] }));
  await page.evaluate((list) => {
    const data = new DataTransfer();
    for (const { name, type, bytes } of list)
      data.items.add(new File([new Uint8Array(bytes)], name, { type }));
    document.body.dispatchEvent(
      new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }),
    );
  }, plain);
}
