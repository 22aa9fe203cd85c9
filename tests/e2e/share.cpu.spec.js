// Sharing, saving, printing and presenting what the page shows.
import { readFile } from 'node:fs/promises';
import { expect, expectNoViolations, open, ready, test } from './helpers.js';

/** @import { Browser, Download, Locator, Page } from '@playwright/test' */

const LAYER = 'features.denseblock1.denselayer3';
const GROWTH = `#engine=cpu&layer=${LAYER}`;

/** Drops a file as a visitor does. @param {Page} page @param {string} name @param {Buffer} content @param {string} type */
const drop = (page, name, content, type) =>
  page.evaluate(
    async ([data, ...about]) => {
      const blob = await (await fetch(`data:${about[1]};base64,${data}`)).blob();
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([blob], about[0], { type: about[1] }));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    },
    [content.toString('base64'), name, type],
  );

/** @param {Page} page */
async function dropOwnPicture(page) {
  const picture = await readFile(new URL('../../www/samples/dog-1.jpg', import.meta.url));
  await drop(page, 'my dog.jpg', picture, 'image/jpeg');
  await expect(page.getByText('my dog.jpg').first()).toBeVisible();
  await ready(page);
}

/** Opens a link as somebody else does, whose browser is in another language. @param {Browser} browser @param {string} link */
async function openElsewhere(browser, link, locale = 'zh-CN') {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

/** @param {Page} page */
const linkOf = (page) => page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue();

/** @param {Download} download */
const textOf = async (download) => readFile(await download.path(), 'utf8');

test('a link shows somebody else the same state and language, and keeps their own setting', async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const growth = '&fold=2&colours=diverging&look=saliency&opacity=0.30&objective=loss&tool=connection';
  const state = `&class=5&cuts=1.3-0${growth}`;
  const errors = await open(page, GROWTH + state);
  await ready(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share what you see' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('radio')).toHaveCount(0);
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page, `the dialog, ${colorScheme}`);
  }
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  await expect(page.locator('densenet-app footer')).toContainText('works offline once opened');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('lang=en');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Share' })).toBeFocused();
  expect(errors).toEqual([]);

  const other = await openElsewhere(browser, link);
  await ready(other);
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  const shown = new URLSearchParams(new URL(other.url()).hash.slice(1));
  for (const [key, value] of new URLSearchParams((GROWTH + state).slice(1)))
    expect(shown.get(key), key).toBe(value);
  await expect(other.locator(`stair-case [data-layer="${LAYER}"]`)).toHaveAttribute('aria-selected', 'true');
  expect(await other.evaluate(() => localStorage.getItem('densenet-web.language'))).toBe(null);
  await other.getByRole('button', { name: '中文' }).click();
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  expect(other.url()).not.toContain('lang=');
  await other.context().close();
});

test('a picture of one’s own travels only if one chooses so: in the link, or as a file', async ({
  page,
  browser,
}) => {
  await open(page, GROWTH);
  await ready(page);
  await dropOwnPicture(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Without my picture' })).toBeChecked();
  expect(await linkOf(page)).not.toContain('photo=');
  await dialog.getByRole('radio', { name: 'Picture inside the link' }).check();
  await expect(dialog.getByText(/which has [\d,]+ characters/)).toBeVisible();
  const link = await linkOf(page);
  expect(link.length).toBeLessThan(9000);
  await dialog.getByRole('radio', { name: 'Save as a file' }).check();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('my dog.densenet.json');

  const other = await openElsewhere(browser, link, 'en');
  await ready(other);
  await expect(other.getByText('Shared picture').first()).toBeVisible();
  await drop(other, 'from a friend.json', Buffer.from(await textOf(saved)), 'application/json');
  await expect(other.getByText('my dog.jpg').first()).toBeVisible();
  await ready(other);
  expect(other.url()).toContain(LAYER);
  expect(other.url()).not.toContain('photo=');

  await other.goto('about:blank');
  await other.goto(link.slice(0, -40));
  await expect(other.getByRole('alert').getByText('The picture in this link is damaged')).toBeVisible();
  expect(other.url()).not.toContain('photo=');
  await other.context().close();
});

/** @param {Locator} tools @param {'SVG' | 'PNG'} kind */
async function save(tools, kind) {
  await tools.getByRole('button').first().click();
  const [download] = await Promise.all([
    tools.page().waitForEvent('download'),
    tools.getByRole('button', { name: `Save ${kind}` }).click(),
  ]);
  return download;
}

test('figures are saved whole, with caption and source, as vectors and as pixels', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, GROWTH);
  await ready(page);
  for (const [name, file] of [
    ['The network, layer by layer', 'densenet-bc-40-staircase-bird'],
    ['Channels against depth', 'densenet-bc-40-channels'],
  ]) {
    const tools = page.locator('figure-tools').filter({ has: page.getByRole('button', { name }) });
    const vectors = await save(tools, 'SVG');
    expect(vectors.suggestedFilename()).toBe(`${file}.svg`);
    const text = await textOf(vectors);
    // The page's own policy forbids parsing text.
    const paper = await page.context().newPage();
    const figure = await paper.evaluate((source) => {
      const { documentElement: root } = new DOMParser().parseFromString(source, 'image/svg+xml');
      document.body.append(root);
      const { x, y, width, height } = /** @type {any} */ (root).getBBox();
      root.remove();
      const words = [...root.querySelectorAll('text')].map((one) => one.textContent).join(' ');
      const size = ['width', 'height', 'viewBox'].map((key) => root.getAttribute(key));
      return { name: root.localName, box: [x, y, x + width, y + height], words, size };
    }, text);
    await paper.close();
    const [width, height] = figure.size.slice(0, 2).map(Number);
    expect(figure.name, name).toBe('svg');
    expect(figure.size[2]).toBe(`0 0 ${width} ${height}`);
    // The paper is in the box, so anything cut off would enlarge it.
    expect(figure.box.map(Math.round)).toEqual([0, 0, width, height]);
    for (const words of [name, 'DenseNet-BC-40', 'Source: DenseNet, layer by layer', 'Block 3'])
      expect(figure.words).toContain(words);
    expect(text).not.toMatch(/var\(|oklch|light-dark|NaN|class=/);
    const pixels = await save(tools, 'PNG');
    const png = await readFile(await pixels.path());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  }
});

test('printing from the dialog waits for figures that nobody has seen yet', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, GROWTH);
  await ready(page);
  await page.evaluate(() => {
    window.print = () =>
      (document.documentElement.dataset.printed = getComputedStyle(document.body).colorScheme);
  });
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Print…' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'light');
  expect(await page.locator('layer-gradients gradient-plot circle').count()).toBeGreaterThan(10);
  await page.mouse.click(5, 300);
  await expect(page.locator('html')).not.toHaveAttribute('data-print');
});

test('on paper the page is light, without controls, and as wide as the paper', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, GROWTH);
  await ready(page);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.setViewportSize({ width: 704, height: 1000 });
  await expect(page.locator('site-header')).toBeHidden();
  await expect(page.locator('status-bar')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Play' })).toBeHidden();
  await expect(page.getByText('Source: DenseNet, layer by layer').first()).toBeVisible();
  const found = await page.locator('stair-case').evaluate((stairs) => {
    const canvas = /** @type {HTMLCanvasElement} */ (stairs.shadowRoot?.querySelector('canvas'));
    const { right } = canvas.getBoundingClientRect();
    const [red] = canvas.getContext('2d')?.getImageData(0, canvas.height - 1, 1, 1).data ?? [];
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    return { right, red, scheme, overflow: document.documentElement.scrollWidth - window.innerWidth };
  });
  expect(found.right).toBeLessThanOrEqual(704);
  expect(found.scheme).toBe('light');
  expect(found.overflow).toBe(0);
  await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
  await expect(page.locator('site-header')).toBeVisible();
});

test('the presentation has larger text and a larger diagram, and Escape leaves it', async ({ page }) => {
  await open(page, GROWTH);
  await ready(page);
  const canvas = page.locator('stair-case canvas');
  const before = /** @type {{ height: number }} */ (await canvas.boundingBox());
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Presentation mode' }).click();
  await expect(page.getByRole('button', { name: 'Leave the presentation' })).toBeVisible();
  await expect(page.locator('site-header')).toHaveCount(0);
  await expect(page.locator('html')).toHaveCSS('font-size', '20px');
  expect(page.url()).toContain('present=1');
  await expect.poll(async () => (await canvas.boundingBox())?.height).toBeGreaterThanOrEqual(before.height);
  await expectNoViolations(page, 'the presentation');
  await page.keyboard.press('Escape');
  await expect(page.locator('site-header')).toBeVisible();
  expect(page.url()).not.toContain('present');
});
