// The service worker isolates the page from the second visit on, and what isolation could break still works.
import { expect, open, ready, test } from './helpers.js';
import { densenet121, startHub } from './hub.js';
import { serve } from './static-server.js';

/** @import { Page } from '@playwright/test' */

/** Opens the page for the first time, until its service worker has taken over. @param {Page} page */
async function firstVisit(page, address = '') {
  const errors = await open(page, address);
  await ready(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return errors;
}

/** @param {Page} page */
const isIsolated = (page) => page.evaluate(() => crossOriginIsolated);

/** Classifies a picture by its URL. @param {Page} page @param {string} url */
async function classifyUrl(page, url) {
  await page.locator('picture-stage input[type=url]').fill(url);
  await page.keyboard.press('Enter');
  await expect(page.locator('picture-stage figcaption')).toContainText('dog-1.jpg');
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('dog');
}

/** Another server's pictures, which it lets every page read. */
const pictures = () => serve({ root: 'www/samples', csp: null });

test('the first visit is neither isolated nor reloaded, and keeps working when the worker takes over', async ({
  page,
}) => {
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  const errors = await firstVisit(page, '#view=classify');
  // Another engine starts another worker, now through the service worker.
  await page.goto('#view=engine&engine=burn');
  await expect(page.locator('.kind')).toHaveText('burn (reference)');
  await ready(page);
  expect(await isIsolated(page)).toBe(false);
  expect(loads).toBe(1);
  expect(errors).toEqual([]);
});

test('the next visit is isolated, and still reads pictures and weights of other servers', async ({
  page,
}) => {
  const elsewhere = await pictures();
  const hub = await startHub({ weights: densenet121() });
  try {
    await firstVisit(page);
    const errors = await open(page, `?hub=${hub.url}#view=classify`);
    await ready(page);
    expect(await isIsolated(page)).toBe(true);
    // So is the worker, which starts the threads.
    expect(await page.workers()[0]?.evaluate(() => crossOriginIsolated)).toBe(true);
    for (const image of await page.locator('sample-strip img').all())
      await expect(image).toHaveJSProperty('complete', true);
    await classifyUrl(page, `${elsewhere.url}/dog-1.jpg`);

    await page.goto(`?hub=${hub.url}#view=classify&model=densenet121`);
    await page.getByRole('button', { name: 'Download 32.3 MB' }).click();
    await expect(page.getByRole('button', { name: /^Network DenseNet-121/ })).toBeVisible();
    await ready(page);
    await expect(page.locator('prediction-list li')).toHaveCount(5);
    expect(errors).toEqual([]);
  } finally {
    hub.close();
    elsewhere.close();
  }
});

test('without a connection it is isolated, too, and the CPU engine uses threads', async ({
  page,
  context,
}) => {
  await firstVisit(page, '#view=engine');
  const engine = page.locator('densenet-engine .now');
  await expect(engine).toContainText('WebAssembly, one thread');
  await expect(engine).toContainText('Once reloaded, this page may use several threads.');
  await context.setOffline(true);
  const errors = await open(page, '?again#view=engine&sample=dog-1');
  await ready(page);
  expect(await isIsolated(page)).toBe(true);
  const threads = Math.min(8, await page.evaluate(() => navigator.hardwareConcurrency));
  await expect(engine).toContainText(`WebAssembly, ${threads} threads`);
  await expect(engine).not.toContainText('Once reloaded');
  await page.getByRole('navigation').getByRole('link', { name: 'Classify' }).click();
  await expect(page.locator('prediction-list li').first()).toContainText('dog');
  expect(errors).toEqual([]);
});

test("in another page's frame it works as before", async ({ page, baseURL }) => {
  const embedding = await serve({
    root: '.',
    csp: null,
    routes: {
      '/frame': (response) =>
        response
          .setHeader('Content-Type', 'text/html')
          .end(`<iframe src="${baseURL}#view=classify" width="1000" height="700"></iframe>`),
    },
  });
  try {
    await firstVisit(page);
    await page.goto(`${embedding.url}/frame`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('densenet-app')).toHaveAttribute('data-state', 'ready', { timeout: 45_000 });
    await expect(frame.locator('prediction-list li').first()).toContainText('bird');
  } finally {
    embedding.close();
  }
});
