// A network that was set up in Explore becomes the page's network, with random weights.
import { expect, open, ready, test } from './helpers.js';

test('a random network can be opened in Growth, and its address restores it', async ({ page }) => {
  const errors = await open(page, '#view=explore&net=densenet_40_12&k=8&blocks=3-3-3&init=12&classes=4');
  await ready(page);
  await page.getByRole('link', { name: 'Open it in Growth' }).click();
  await expect(page).toHaveURL(/model=random_k8_b3-3-3/);
  await ready(page);
  const note = page.locator('main').getByRole('note').first();
  await expect(note).toContainText('This network has random weights');
  await page.reload();
  await ready(page);
  await expect(note).toContainText('This network has random weights');
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Explore' }).click();
  await page.getByRole('button', { name: 'Use its settings' }).click();
  await expect(page).toHaveURL(/blocks=3-3-3/);
  await expect(page.locator('other-network')).toHaveText('');
  expect(errors).toEqual([]);
});
