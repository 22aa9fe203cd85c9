// The growth view against the plan: what it says of a layer is what the package says of it.
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

test('a layer is worked out, measured, and shown as its feature maps', async ({ page }) => {
  const errors = await show(page);
  // Block 2 of the bundled network begins with 48 channels, k is 12.
  await expect(numbers(page).locator('[data-formula]')).toContainText('48 + (4 − 1) × 12 =');
  await expect(numbers(page).locator('[data-formula] strong')).toHaveText('84');
  await expect(numbers(page).locator('.measured')).toHaveAttribute('data-agrees', 'true');
  await expect(page.locator('layer-maps feature-tiles').first().locator('button canvas')).toHaveCount(12);
  expect(errors).toEqual([]);
});

test('every layer has a column, and its label says the channels of the plan', async ({ page }) => {
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

test('arrow keys and Enter select a layer, which the address then names; back returns', async ({ page }) => {
  await show(page);
  await page.locator('stair-case [role=option][aria-selected=true]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/layer=features\.denseblock2\.denselayer5/);
  await expect(numbers(page).locator('[data-formula] strong')).toHaveText('96');
  await page.goBack();
  await expect(numbers(page).locator('[data-formula] strong')).toHaveText('84');
});

test('a tile enlarges, and Escape closes it', async ({ page }) => {
  await show(page);
  await page.locator('layer-maps feature-tiles').first().locator('button').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the forward pass plays layer by layer, and pauses', async ({ page }) => {
  await show(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('feature reuse and the class activation map are drawn', async ({ page }) => {
  await show(page);
  await expect(page.locator('feature-reuse reuse-map')).toHaveCount(3);
  // The map's mean and the bias make the logit: the page says the sum.
  await expect(page.locator('class-activation [data-sum]')).toBeVisible();
  await expect(page.locator('class-activation .classes button')).toHaveCount(5);
});

test('a layer that the network does not have is no trouble', async ({ page }) => {
  const errors = await show(page, '&layer=features.denseblock9.denselayer1');
  await expect(numbers(page).locator('[data-formula]')).toBeVisible();
  expect(errors).toEqual([]);
});

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test(`fits and passes axe at the width of a ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await show(page);
    await expect(numbers(page).locator('.measured')).toHaveAttribute('data-agrees', 'true');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectNoViolations(page, 'the growth view');
  });
}
