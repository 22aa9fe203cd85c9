// What the page opens with: the picture, the network and its prediction, without scrolling.
import { expect, expectNoViolations, open, ready, test } from './helpers.js';

/** @import { Layout } from '../../www/growth/diagram/layout.js' */
/** @import { Locator, Page } from '@playwright/test' */

/** @param {Page} page @param {Record<string, Locator>} parts */
async function expectOnScreen(page, parts) {
  const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewportSize());
  for (const [name, part] of Object.entries(parts)) {
    const box = await part.boundingBox();
    expect(box, `${name} is shown`).not.toBeNull();
    if (!box) continue;
    expect(box.y, `${name} begins below the top`).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height, `${name} ends above the bottom`).toBeLessThanOrEqual(height);
    expect(box.x + box.width, `${name} ends before the edge`).toBeLessThanOrEqual(width);
  }
}

/** How much of the window moved while the page was loaded: the sum of all layout shifts. @param {Page} page */
const shifted = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } =
              /** @type {{ value: number, hadRecentInput: boolean } & PerformanceEntry} */ (entry);
            if (!hadRecentInput) sum += value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );

test.describe('on a laptop', () => {
  test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

  test('diagram, formula and maps are visible together, and follow the selected layer', async ({ page }) => {
    const errors = await open(page);
    await ready(page);
    const tiles = page.locator('layer-maps [aria-labelledby=made] feature-tiles li');
    await expect(tiles).toHaveCount(12);
    await expect(page.locator('layer-numbers .verdict')).toHaveText('Matches the formula ✓');
    const screen = {
      headline: page.getByRole('heading', { level: 2 }),
      staircase: page.locator('stair-case canvas'),
      'third block': page.locator('block-labels button').nth(2),
      prediction: page.locator('growth-prediction li').first(),
      formula: page.locator('[data-formula]'),
      verdict: page.locator('layer-numbers .verdict'),
      'first map': tiles.first(),
      'last map': tiles.last(),
    };
    await expectOnScreen(page, screen);
    await page.locator('[data-layer="features.denseblock3.denselayer5"]').click();
    await expect(page.locator('[data-formula]')).toContainText('60 + (5 − 1) × 12 =');
    await expect(page.locator('layer-numbers .verdict')).toBeVisible();
    await expectOnScreen(page, screen);
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    expect(errors).toEqual([]);
  });

  test('nothing jumps while a view is loaded', async ({ page }) => {
    for (const view of ['growth', 'classify']) {
      await open(page, `#view=${view}`);
      await ready(page);
      expect(await shifted(page), view).toBeLessThan(0.05);
      await page.goto('about:blank');
    }
  });

  test('another picture is chosen in the menu, and a class in the prediction', async ({ page }) => {
    await open(page);
    await ready(page);
    await page.getByRole('button', { name: 'Change the picture' }).click();
    const menu = page.getByRole('dialog', { name: 'Change the picture' });
    await expectNoViolations(page, 'the menu');
    await menu.getByRole('button', { name: 'Frog' }).first().click();
    await expect(menu).toBeHidden();
    await expect(page.locator('growth-prediction li').first()).toContainText('frog');
    await page.locator('growth-prediction').getByRole('button').nth(1).click();
    await expect(page.locator('growth-prediction').getByRole('button').nth(1)).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(page).toHaveURL(/class=\d/);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'reduce' } });

  test('picture, prediction and the whole staircase share the first screen', async ({ page }) => {
    await open(page);
    await ready(page);
    await expectOnScreen(page, {
      picture: page.locator('picture-menu .open img'),
      prediction: page.locator('growth-prediction li').last(),
      staircase: page.locator('stair-case canvas'),
      'third block': page.locator('block-labels button').nth(2),
    });
    const drawn = await page.locator('stair-case').evaluate((element) => {
      const { layout, width } =
        /** @type {import('../../www/growth/diagram/stair-case.js').StairCase & { layout: Layout }} */ (
          element
        );
      return { room: width - layout.width, ...layout.thumbnails };
    });
    expect(drawn.room, 'nothing is scrolled').toBe(0);
    expect(drawn.rows).toBeGreaterThan(0);
    expect(drawn.side).toBeGreaterThanOrEqual(24);
  });
});

test('the network appears once, layer by layer, unless the address names something', async ({ page }) => {
  await open(page);
  await ready(page);
  const group = page.getByRole('group', { name: 'The forward pass' });
  await expect(group.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(group.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.getByRole('link', { name: 'Learn' }).first().click();
  await page.getByRole('navigation').getByRole('link', { name: 'Growth', exact: true }).click();
  await expect(group.getByRole('button', { name: 'Play' })).toBeVisible();
  await open(page, '?#layer=features.denseblock1.denselayer2');
  await ready(page);
  await expect(group.getByRole('button', { name: 'Play' })).toBeVisible();
});
