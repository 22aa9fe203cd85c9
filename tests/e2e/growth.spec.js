// The Growth view compared with the plan: its numbers for a layer match the package's.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

const LAYER = 'features.denseblock2.denselayer4';

/** @param {Page} page */
const numbers = (page) => page.locator('layer-numbers');

/** @param {Page} page @param {string} address */
async function show(page, address = `&layer=${LAYER}`) {
  const errors = await open(page, `#view=growth&sample=bird-1${address}`);
  await ready(page);
  await expect(page.locator('stair-case [role=option]').first()).toBeAttached();
  return errors;
}

test('shows a layer’s arithmetic, measurements and feature maps', async ({ page }) => {
  const errors = await show(page);
  // Block 2 of the bundled network starts with 48 channels, and k is 12.
  await expect(numbers(page).locator('[data-formula]')).toContainText('48 + (4 − 1) × 12 =');
  await expect(numbers(page).locator('[data-formula] strong')).toHaveText('84');
  await expect(numbers(page).locator('.measured')).toHaveAttribute('data-agrees', 'true');
  await expect(page.locator('layer-maps feature-tiles').first().locator('button canvas')).toHaveCount(12);
  expect(errors).toEqual([]);
});

test('every layer has a column, labelled with its channels from the plan', async ({ page }) => {
  await show(page);
  await expect(page.locator('stair-case [role=option]').nth(19)).toBeAttached();
  const labels = await page
    .locator('stair-case [role=option]')
    .evaluateAll((options) => options.map((option) => option.getAttribute('aria-label') ?? ''));
  for (let block = 1, first = 24; block <= 3; block++, first = (first + 72) / 2) {
    for (let layer = 1; layer <= 6; layer++) {
      const reads = first + (layer - 1) * 12;
      expect(labels).toContain(`Dense block ${block}, layer ${layer}: reads ${reads} channels, makes 12`);
    }
  }
  expect(labels).toContain('Transition 1: reads 96 channels, makes 48');
});

test('arrow keys and Enter select a layer and put it into the URL; Back returns', async ({ page }) => {
  await show(page);
  await page.locator('stair-case [role=option][aria-selected=true]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/layer=features\.denseblock2\.denselayer5/);
  await expect(numbers(page).locator('[data-formula] strong')).toHaveText('96');
  await page.goBack();
  await expect(numbers(page).locator('[data-formula] strong')).toHaveText('84');
});

test('a tile can be enlarged, and Escape closes it', async ({ page }) => {
  await show(page);
  await page.locator('layer-maps feature-tiles').first().locator('button').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the forward pass plays layer by layer and can be paused', async ({ page }) => {
  await show(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('feature reuse and the class activation map are drawn', async ({ page }) => {
  await show(page);
  await expect(page.locator('feature-reuse reuse-map')).toHaveCount(3);
  // The logit is the map's mean plus the bias: the page shows the sum.
  await expect(page.locator('class-activation [data-sum]')).toBeVisible();
  await expect(page.locator('class-activation .classes button')).toHaveCount(5);
});

test('a link to a layer that the network does not have is harmless', async ({ page }) => {
  const errors = await show(page, '&layer=features.denseblock9.denselayer1');
  await expect(numbers(page).locator('[data-formula]')).toBeVisible();
  expect(errors).toEqual([]);
});

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test(`fits and passes axe at ${name} width`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await show(page);
    await expect(numbers(page).locator('.measured')).toHaveAttribute('data-agrees', 'true');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectNoViolations(page, 'the growth view');
  });
}
