// The camera, with Chromium's fake device.
import { findChromium, webGpuFlags } from '../../scripts/chromium.js';
import { expect, open, ready, test } from './helpers.js';

const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
test.use({ launchOptions: { executablePath: findChromium(), args: [...webGpuFlags, ...fake] } });

test('classifies live, shows the frame rate, and keeps the last frame', async ({ page }) => {
  const errors = await open(page, '#view=classify&engine=cpu');
  await ready(page);
  await page.getByRole('button', { name: 'Camera' }).click();
  await expect(page.locator('figcaption')).toHaveText(/^[\d.]+ frames per second$/);
  await expect(page.locator('video')).toBeVisible();
  await expect(page.locator('prediction-list li').first()).toContainText('%');
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await expect(page.locator('video')).toHaveCount(0);
  await expect(page.locator('figcaption')).toHaveText('Camera');
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('%');
  expect(errors).toEqual([]);
});

test('stops when another view is shown or an image is chosen', async ({ page }) => {
  await open(page, '#view=classify&engine=cpu');
  await ready(page);
  await page.getByRole('button', { name: 'Camera' }).click();
  await expect(page.locator('figcaption')).toContainText('frames per second');
  await page.getByRole('button', { name: 'Kingfisher' }).click();
  await expect(page.locator('figcaption')).toContainText('Kingfisher');
  await ready(page);

  await page.getByRole('button', { name: 'Camera' }).click();
  await expect(page.locator('figcaption')).toContainText('frames per second');
  await page.getByRole('navigation').getByRole('link', { name: 'Engine' }).click();
  await ready(page);
  await expect(page.locator('status-bar progress')).toHaveCount(0);
});
