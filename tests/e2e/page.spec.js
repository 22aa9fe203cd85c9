// The page around the views: URL, languages, themes, widths, keyboard, offline use, and what it must never do.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

const VIEWS = ['Growth', 'Classify', 'Explore', 'Engine', 'Learn'];

test('paints the heading, upload and gallery before the WebAssembly has loaded', async ({ page }) => {
  await page.route('**/*.wasm', () => {});
  await open(page, '#view=classify');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('DenseNet, layer by layer');
  await expect(page.locator('input[type=file][accept^=image]')).toBeAttached();
  await expect(page.getByRole('list', { name: 'Sample pictures' }).getByRole('img')).not.toHaveCount(0);
  await expect(page.locator('picture-stage img')).toBeVisible();
});

test('navigates between the views, and Back returns', async ({ page }) => {
  const errors = await open(page, '#view=classify');
  const nav = page.getByRole('navigation');
  for (const name of VIEWS) {
    await nav.getByRole('link', { name }).click();
    await expect(nav.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await expect(page.locator('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^${name}`));
  }
  await page.goBack();
  await expect(nav.getByRole('link', { name: 'Engine' })).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expect(page).toHaveURL(/view=explore/);
  await ready(page);
  expect(errors).toEqual([]);
});

test('focus follows a link, and a view keeps its state', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.getByRole('link', { name: 'See its features grow' }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Every layer reads all the layers before it' }),
  ).toBeFocused();
  await page.getByRole('button', { name: 'Fold blocks' }).click();
  await page.getByRole('link', { name: 'Engine' }).click();
  await expect(page).not.toHaveURL(/fold=/);
  await page.getByRole('link', { name: 'Growth' }).click();
  await expect(page).toHaveURL(/fold=1%2C2%2C3/);
  await expect(page.getByRole('button', { name: 'Unfold blocks' })).toBeVisible();
});

test('a URL restores the model, engine, view and sample', async ({ page }) => {
  await open(page, '#view=engine&engine=cpu&sample=horse-1');
  await ready(page);
  await expect(page.locator('.kind')).toHaveText('CPU');
  await page.getByRole('navigation').getByRole('link', { name: 'Classify' }).click();
  await expect(page.locator('figcaption')).toContainText('Zaniskari horse');
  await expect(page).toHaveURL(/engine=cpu/);
});

test('an invalid URL is corrected', async ({ page }) => {
  const errors = await open(page, '#view=nowhere&model=file&engine=steam&class=-3&sample=unicorn');
  await ready(page);
  await expect(page).not.toHaveURL(/model=file/);
  // So is the sample: the first one is shown.
  await expect(page).not.toHaveURL(/sample=/);
  await expect(page.locator('picture-menu .name')).toHaveText('Kingfisher');
  await expect(page.locator('growth-prediction li')).toHaveCount(5);
  expect(errors).toEqual([]);
});

test('supports English and Chinese, and remembers the choice', async ({ page }) => {
  await open(page, '#view=classify');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('DenseNet，逐层看懂');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('navigation').getByRole('link').nth(1)).toHaveText('分类');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('DenseNet，逐层看懂');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('DenseNet, layer by layer');
});

test("starts in the browser's language", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ locale: 'zh-CN', baseURL });
  await open(page, '#view=classify');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  // The language and the theme were detected, not chosen: nothing is stored.
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  expect(await page.evaluate(() => localStorage.getItem('densenet-web.language'))).toBe('en');
  await page.close();
});

test('supports light and dark themes, and remembers the choice', async ({ page }) => {
  await open(page, '#view=classify');
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.getByRole('button', { name: 'Appearance: Auto' }).click();
  await page.getByRole('button', { name: 'Appearance: Light' }).click();
  await expect(page.getByRole('button', { name: 'Appearance: Dark' })).toBeVisible();
  expect(await paper()).not.toBe(light);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const [name, viewport] of Object.entries(WIDTHS)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`no view overflows or has accessibility violations: ${name}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await open(page, '#view=classify');
      await ready(page);
      for (const view of VIEWS) {
        await page.getByRole('navigation').getByRole('link', { name: view }).click();
        await expect(page.locator('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect.soft(over, `${view} is wider than the window`).toBeLessThanOrEqual(0);
        await expectNoViolations(page, view);
      }
    });
  }
}

test('the keyboard can skip to the content and reach everything, with visible focus', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => {
    let active = document.activeElement;
    const path = [];
    while (active) {
      path.push(active.localName);
      active = active.shadowRoot?.activeElement ?? null;
    }
    return path;
  });
  expect(inMain).toContain('densenet-classify');

  await page.locator('picture-stage button').first().focus();
  const outlined = await page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active ? getComputedStyle(active).outlineStyle : 'none';
  });
  expect(outlined).toBe('solid');
});

test('Escape closes the model picker and returns focus to its button', async ({ page }) => {
  await open(page, '#view=classify');
  await page.getByRole('button', { name: /Network/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Choose a network' })).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Network/ })).toBeFocused();
});

test('nothing is animated with reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '#view=classify');
  await ready(page);
  const duration = await page
    .locator('prediction-list .bar')
    .first()
    .evaluate((bar) => getComputedStyle(bar).transitionDuration);
  expect(duration).toBe('0s');
});

test("no request leaves the page's origin", async ({ page, baseURL }) => {
  /** @type {string[]} */
  const elsewhere = [];
  const { origin } = new URL(baseURL ?? '');
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) elsewhere.push(request.url());
  });
  await open(page, '#view=classify');
  await ready(page);
  for (const view of VIEWS) await page.getByRole('navigation').getByRole('link', { name: view }).click();
  await page.getByRole('button', { name: 'DenseNet-BC-40' }).click();
  await page.getByRole('button', { name: /DenseNet-161/ }).click();
  await expect(page.getByRole('dialog', { name: 'Download DenseNet-161?' })).toContainText('115.5 MB');
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(elsewhere).toEqual([]);
});

test('works offline after the first visit', async ({ page, context }) => {
  await open(page, '#view=classify');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  const errors = await open(page, '?again#view=engine&sample=dog-2');
  await ready(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Classify' }).click();
  await expect(page.locator('prediction-list li').first()).toContainText('%');
  expect(errors).toEqual([]);
});

test('can be installed', async ({ page, request }) => {
  await open(page, '#view=classify');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await (await request.get(href ?? '')).json();
  expect(manifest.display).toBe('standalone');
  for (const { src } of manifest.icons) expect((await request.get(`./${src}`)).ok()).toBe(true);
});
