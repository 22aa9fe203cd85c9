// The page under a strict policy: Trusted Types, and nothing inline. And without a server, where it can't run.
import { pathToFileURL } from 'node:url';
import { expect, ready, test } from './helpers.js';
import { serve } from './static-server.js';

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; manifest-src 'self'; " +
  "img-src 'self' blob: data:; media-src blob:; connect-src 'self' blob:; require-trusted-types-for 'script'; " +
  'trusted-types lit-html densenet-web densenet-page';
const VIEWS = ['Growth', 'Classify', 'Explore', 'Engine', 'Learn'];

test('every view works under a policy with Trusted Types and without unsafe-inline', async ({ page }) => {
  const site = await serve({ root: 'dist', csp: POLICY });
  await page.addInitScript(() => {
    /** @type {string[]} */
    const violations = [];
    Object.assign(globalThis, { violations });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${site.url}/index.html#view=classify`);
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('%');
  for (const name of VIEWS) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await expect(page.locator('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
    await ready(page);
  }
  // A bar's length is a style.
  await page.getByRole('navigation').getByRole('link', { name: 'Classify' }).click();
  const bar = page.locator('prediction-list .bar').first();
  await expect(bar).toHaveAttribute('style', /scaleX/);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect(await page.evaluate(() => /** @type {any} */ (globalThis).violations)).toEqual([]);
  expect(errors).toEqual([]);
  site.close();
});

for (const file of ['index.html', 'dist/index.html']) {
  test(`${file}, opened from the disk, says which command to run`, async ({ page }) => {
    await page.goto(pathToFileURL(file).href);
    const notice = page.locator('.from-disk');
    await expect(notice.getByText('npm start').first()).toBeVisible();
    await expect(notice.locator('[lang=zh]')).toContainText('请在项目文件夹中运行 npm start');
    await expect(notice.locator('[lang=zh]')).toBeVisible();
  });
}

test('on a server, nobody sees that, not even while the program is loading', async ({ page }) => {
  // But the first script: the page isn't parsed without it.
  await page.route('**/assets/*.js', () => {});
  await page.goto('./', { waitUntil: 'commit' });
  await expect(page.locator('.from-disk')).toBeAttached();
  await expect(page.locator('.from-disk')).toBeHidden();
});
