// What is pointed at or focused in one figure is marked in the others.
import { expect, open, ready, test } from './helpers.js';

/** @import { Page } from '@playwright/test' */

const LAYER = 'features.denseblock3.denselayer4';

/** @param {Page} page */
async function show(page) {
  const errors = await open(page, `#view=growth&layer=${LAYER}`);
  await ready(page);
  await expect(page.locator('reuse-map')).toHaveCount(3);
  return errors;
}

test('a connection is marked in every figure, from whichever it is pointed at', async ({ page }) => {
  const errors = await show(page);
  const arc = page.locator('linked-marks path');
  const cell = page.locator('reuse-map').nth(2).locator('.linked');
  await expect(arc).toHaveCount(0);
  await page.locator('layer-maps .origins button').nth(2).hover();
  await expect(arc).toHaveCount(2);
  await expect(page.locator('reuse-map').nth(2).locator('.linked:not([hidden])')).toHaveCount(1);
  await expect(page.locator('reuse-map').first().locator('.linked:not([hidden])')).toHaveCount(0);
  await page.locator('logit-attribution li').nth(1).hover();
  await expect(page.locator('logit-attribution [data-linked]')).toHaveCount(1);
  await expect(cell).toBeAttached();

  // With the keys: column 4, row 3 reads what layer 2 made.
  const map = page.locator('reuse-map').nth(2).locator('.map');
  await map.focus();
  for (let column = 0; column < 4; column += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('layer-maps .origins [data-linked]')).toContainText('Layer 2');
  await expect(arc).toHaveCount(2);
  await map.blur();
  await expect(arc).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('a layer of the channel plot is marked in the staircase', async ({ page }) => {
  await show(page);
  const plot = page.locator('channel-plot svg[role=img]');
  await plot.scrollIntoViewIfNeeded();
  await plot.hover({ position: { x: 200, y: 100 } });
  await expect(page.locator('linked-marks rect')).toHaveCount(2);
  await expect(page.locator('linked-marks path')).toHaveCount(0);
});
