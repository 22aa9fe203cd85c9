// Labels, names and messages that contain markup are text everywhere on the page.
import { readFileSync } from 'node:fs';
import { expect, open, ready, test } from './helpers.js';

const CHECKPOINT = new URL('../../pkg/models/densenet40_k12_bc_cifar10', import.meta.url).pathname;
const MARKUP = `<img src=x onerror="document.title='hacked'"><script>document.title='hacked'</script>`;

const config = JSON.parse(readFileSync(`${CHECKPOINT}.json`, 'utf8'));
const labels = Array.from({ length: 10 }, (_, index) => `${MARKUP}${index}`);
const metadata = { ...config, architecture: MARKUP, label_names: labels };

/** A file without slashes in its name. @param {string} name @param {Buffer} buffer */
const file = (name, buffer) => ({
  name: `${MARKUP}${name}`.replaceAll('/', ''),
  mimeType: 'application/octet-stream',
  buffer,
});

/** @param {import('@playwright/test').Page} page */
async function expectNoMarkup(page) {
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expect(page).not.toHaveTitle(/hacked/);
}

test('a network, its labels and a picture whose names are markup', async ({ page }) => {
  test.slow();
  await open(page);
  await ready(page);
  await page.getByRole('button', { name: /^Network/ }).click();
  const picker = page.locator('model-picker input[type=file]');
  await picker.setInputFiles([
    file('.safetensors', readFileSync(`${CHECKPOINT}.safetensors`)),
    { name: 'config.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(metadata)) },
  ]);
  await expect(page.getByRole('button', { name: /^Network <img/ })).toBeVisible();
  await ready(page);
  const first = page.locator('prediction-list li').first();
  await expect(first).toContainText('<img src=x');
  const photo = readFileSync('www/samples/frog-1.jpg');
  await page.locator('input[type=file][accept^=image]').setInputFiles(file('.jpg', photo));
  await expect(first).toContainText('<img src=x');
  await expectNoMarkup(page);
  for (const view of ['growth', 'explore', 'engine', 'learn', 'classify']) {
    await page.evaluate((view) => (location.hash = `view=${view}`), view);
    await expect(page.locator(`densenet-${view}`)).toBeVisible();
    await ready(page);
    await expectNoMarkup(page);
  }
});

test('error messages that contain markup', async ({ page }) => {
  test.slow();
  await open(page);
  await ready(page);
  await page.locator('input[type=file][accept^=image]').setInputFiles(file('.jpg', Buffer.from('no image')));
  await expect(page.getByRole('alert')).toContainText('<img src=x');
  await expectNoMarkup(page);
  const header = Buffer.from(
    JSON.stringify({ [MARKUP]: { dtype: MARKUP, shape: [], data_offsets: [0, 0] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  await page.getByRole('button', { name: /^Network/ }).click();
  const broken = file('.safetensors', Buffer.concat([length, header]));
  await page.locator('model-picker input[type=file]').setInputFiles(broken);
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expectNoMarkup(page);
});
