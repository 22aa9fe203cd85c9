// The claims page: its numbers, its links, and what is only said.
import { expect, expectNoViolations, open, ready, test } from './helpers.js';

const CLAIMS = '#view=claims&engine=cpu';

/** @param {import('@playwright/test').Page} page @param {string} id */
const claim = (page, id) => page.locator(`densenet-claims #${id}`);

test('numbers are computed, and what is only said is marked', async ({ page }) => {
  const errors = await open(page, '#view=learn&engine=cpu');
  await page.getByRole('link', { name: 'All claims' }).first().click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/^What is said about DenseNet/);
  await ready(page);
  await expect(claim(page, 'wide')).toContainText('64 + 15 · 32 = 544');
  await expect(claim(page, 'weights')).toContainText('Without: 156,672. With: 106,496.');
  await expect(claim(page, 'family')).toContainText(
    '121: 7,978,856. 169: 14,149,480. 201: 20,013,928. 161: 28,681,000.',
  );
  await expect(claim(page, 'growth')).toContainText('18 of the loaded network’s 18');
  await expect(claim(page, 'degradation')).toContainText('Only said here, not measured');
  await expect(page.locator('densenet-claims')).not.toContainText(/undefined|NaN|appears once/);
  await expect(page.getByRole('navigation', { name: 'Views' }).getByRole('link')).toHaveCount(5);
  expect(errors).toEqual([]);
});

test('links lead to what they name', async ({ page }) => {
  const errors = await open(page, CLAIMS);
  await ready(page);
  await claim(page, 'layer').getByRole('link', { name: 'Learn: the code' }).click();
  await expect(page.getByRole('heading', { name: 'The code' })).toBeFocused();
  await page.goBack();
  await claim(page, 'transition').getByRole('link', { name: 'Growth: the first transition' }).click();
  await expect(page.locator('layer-numbers')).toContainText('Transition 1');
  await page.goBack();
  await claim(page, 'growth').getByRole('link', { name: 'Growth: story, step 3' }).click();
  await expect(page.locator('guided-story')).toContainText('3 of 8');
  await page.goBack();
  await claim(page, 'better').getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Against ResNets of similar accuracy' })).toBeInViewport();
  expect(errors).toEqual([]);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`fits a phone, passes axe, and is translated: ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme });
    await open(page, `${CLAIMS}&lang=zh`);
    await ready(page);
    await expect(claim(page, 'weights')).toContainText('不用瓶颈：156,672；用瓶颈：106,496。');
    for (const point of await page.locator('densenet-claims .point').allInnerTexts())
      expect(point).toMatch(/[\u4e00-\u9fff]/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await expectNoViolations(page);
  });
}
