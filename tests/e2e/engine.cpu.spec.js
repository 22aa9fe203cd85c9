// The Engine view's bars, on the CPU.
import { expect, open, ready, test } from './helpers.js';

test('the bars come from warm passes as soon as they are in view', async ({ page }) => {
  const errors = await open(page, '#view=engine');
  await ready(page);
  const bars = page.locator('layer-bars');
  await bars.scrollIntoViewIfNeeded();
  await expect(bars).toContainText('5 passes after a warm-up pass');
  await ready(page);
  expect(errors).toEqual([]);
});
