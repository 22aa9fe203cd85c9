// The guided story: through its steps by button, key and link; its questions; its cuts; and what it leaves behind.
import { WIDTHS, expect, expectNoViolations, open, ready, test } from './helpers.js';

/** @import { Page } from '@playwright/test' */

const OWN = '#engine=cpu&layer=features.denseblock3.denselayer2&class=5&cuts=1.3-0&fold=2';

/** @param {Page} page */
const entries = (page) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));

/** @param {Page} page @param {string} name */
const title = (page, name) => page.locator('guided-story').getByRole('heading', { name });

/** @param {Page} page @param {string} name */
const press = (page, name) => page.locator('guided-story').getByRole('button', { name, exact: true }).click();

test('it leads through all steps by button and by key, and leaves everything as it was', async ({ page }) => {
  const errors = await open(page, OWN);
  await ready(page);
  const before = entries(page);
  await page.getByRole('button', { name: 'Show me, in 8 steps' }).click();
  await expect(title(page, 'Why connect layers at all?')).toBeFocused();
  expect(entries(page)).toEqual({
    engine: 'cpu',
    layer: 'features.denseblock2.denselayer4',
    story: '1',
  });
  await press(page, 'Next');
  await expect(title(page, 'An image becomes channels')).toBeFocused();
  await expect(page.locator('stair-case [data-layer="features.conv0"]')).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await press(page, 'Back');
  await expect(title(page, 'Why connect layers at all?')).toBeFocused();
  for (const key of ['ArrowRight', 'PageDown', 'ArrowLeft', 'PageUp', 'ArrowRight', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(title(page, 'A layer reads everything and adds a little')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('guided-story')).toHaveCount(0);
  await expect.poll(() => entries(page)).toEqual(before);
  await expect(page.locator('story-start')).toBeFocused();

  await page.getByRole('button', { name: 'Go on with step 3' }).click();
  await expect(title(page, 'A layer reads everything and adds a little')).toBeFocused();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(title(page, '每层读取全部，只新增一点')).toBeVisible();
  expect(entries(page).story).toBe('3');
  await page.getByRole('link', { name: '探索' }).click();
  await expect(page.locator('densenet-explore')).toBeVisible();
  await page.getByRole('link', { name: '生长' }).click();
  await expect(title(page, '每层读取全部，只新增一点')).toBeVisible();
  await expect.poll(() => entries(page).layer).toBe('features.denseblock1.denselayer4');
  expect(errors).toEqual([]);
});

test('a wrong answer is explained, the right one shown and selected; answering may be skipped', async ({
  page,
}) => {
  await open(page, '#engine=cpu&story=3');
  await ready(page);
  const outcome = page.locator('story-question').getByRole('status');
  const selected = page.locator('stair-case [aria-selected="true"]');
  await expect(title(page, 'A layer reads everything and adds a little')).toBeVisible();
  await expect(selected).toHaveAttribute('data-layer', 'features.denseblock1.denselayer4');
  await press(page, '84');
  await expect(outcome).toContainText('counts the layer itself');
  await press(page, '72');
  await expect(outcome).toContainText('24 + (5 − 1) · 12 = 72');
  await expect(selected).toHaveAttribute('data-layer', 'features.denseblock1.denselayer5');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await press(page, 'Show the answer');
  await expect(outcome).toContainText('= 10,944 with it: 2,016 fewer');
});

test('cutting changes the prediction, and the backward pass is played in the diagram', async ({ page }) => {
  await open(page, '#engine=cpu&story=4');
  await ready(page);
  const outcome = page.locator('story-cuts').getByRole('status');
  await expect(outcome).toHaveText(/^Whole network: bird, [\d.]+%\.$/);
  await press(page, 'Cut its arc from the block’s input');
  await expect(outcome).toContainText('After the cut: bird');
  expect(entries(page).cuts).toBe('2.4-0');
  await press(page, 'Leave only the chain');
  await expect(outcome).not.toContainText('After the cut: bird');
  await press(page, 'Restore all');
  await expect(outcome).toHaveText(/^Whole network: bird, [\d.]+%\.$/);
  for (const step of [5, 6, 7]) {
    await press(page, 'Next');
    expect(entries(page).story).toBe(String(step));
  }
  await press(page, 'Play the backward pass');
  await expect(page.getByRole('radio', { name: 'Backward' })).toBeChecked();
  await expect(page.locator('growth-diagram').getByRole('button', { name: 'Pause' })).toBeVisible();
  await press(page, 'Next');
  await expect(page.getByRole('radio', { name: 'Forward' })).toBeChecked();
  await press(page, 'Finish');
  await expect(page.getByRole('button', { name: /Go on with/ })).toHaveCount(0);
});

test('it is accessible, and on phones it leaves the staircase visible', async ({ page }) => {
  await open(page, '#engine=cpu&story=4');
  await ready(page);
  await press(page, '1');
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page, `the story, ${colorScheme}`);
  }
  await page.setViewportSize(WIDTHS.phone);
  await press(page, 'Back');
  const sheet = await page.locator('guided-story .sheet').boundingBox();
  expect(sheet?.height).toBeLessThanOrEqual(0.45 * WIDTHS.phone.height + 1);
  await expect(page.locator('stair-case')).toBeInViewport({ ratio: 0.5 });
});
