// The Classify view in a browser without a WebGPU adapter.
import { expect, open, ready, test } from './helpers.js';

test('falls back to the CPU and says why', async ({ page }) => {
  const errors = await open(page, '#view=classify');
  await ready(page);
  await page.locator('input[type=file][accept^=image]').setInputFiles('www/samples/horse-1.jpg');
  await expect(page.locator('figcaption')).toHaveText('horse-1.jpg');
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('horse');
  await expect(page.locator('run-facts')).toContainText('CPU');
  expect(errors).toEqual([]);
});

test('choosing WebGPU shows a readable error, and the visitor can switch back', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  const choice = page.getByRole('group', { name: 'Engine' });
  await choice.getByRole('radio', { name: 'WebGPU' }).check();
  await expect(page.getByRole('alert')).toContainText('WebGPU is not available in this browser.');
  // The previous network still works.
  await page.locator('input[type=file][accept^=image]').setInputFiles('www/samples/frog-1.jpg');
  await expect(page.locator('prediction-list li').first()).toContainText('frog');
  await choice.getByRole('radio', { name: /Auto/ }).check();
  await ready(page);
});

test('a link that asks for WebGPU falls back to the CPU and says so', async ({ page }) => {
  await open(page, '#view=classify&engine=webgpu');
  await expect(page.getByRole('alert')).toContainText('WebGPU is not available in this browser.');
  await expect(page.locator('prediction-list li').first()).toContainText('%');
  await expect(page.locator('run-facts')).toContainText('CPU');
  await expect(page).not.toHaveURL(/engine=/);
});
