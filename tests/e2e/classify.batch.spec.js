// Several images at once in the Classify view: the table, its downloads, and cancelling.
import { readFile } from 'node:fs/promises';
import { expect, expectNoViolations, open, ready, test } from './helpers.js';

const sample = (/** @type {string} */ name) => `www/samples/${name}.jpg`;
const upload = 'input[type=file][accept^=image]';

const fileOf = async (/** @type {string} */ path) => ({
  name: path.replace(/.*\//, ''),
  mimeType: 'image/jpeg',
  buffer: await readFile(path),
});

/** A BMP of 1 x 30,000 pixels, which the browser can show but the network rejects. */
function thinPicture() {
  const [header, height] = [54, 30_000];
  const bytes = Buffer.alloc(header + 4 * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(header, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(1, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}

test('several images are listed in a table, with files to download', async ({ page }) => {
  const errors = await open(page, '#view=classify');
  await ready(page);
  await page
    .locator(upload)
    .setInputFiles([sample('dog-2'), sample('ship-1'), 'package.json', sample('bird-2')]);
  const rows = page.locator('batch-table tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(page.locator('batch-table')).toContainText('4 of 4 pictures');
  await ready(page);
  await expect(rows.nth(2)).toContainText('cannot read this file as a picture');
  await expect(rows.nth(0).locator('img')).toBeVisible();
  await expectNoViolations(page);

  const saved = async (/** @type {string} */ name) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFile(await (await waiting).path(), 'utf8');
  };
  const csv = (await saved('Download CSV')).trim().split('\r\n');
  expect(csv).toHaveLength(5);
  expect(csv[0]).toMatch(/^file,status,class_1,probability_1,/);
  expect(csv[1]).toMatch(/^dog-2\.jpg,done,\w+,0\.\d+/);
  const json = JSON.parse(await saved('Download JSON'));
  expect(json.pictures).toHaveLength(4);
  expect(json.pictures[1].predictions).toHaveLength(5);
  expect(json.pictures[2].status).toBe('failed');

  await page.getByRole('button', { name: 'Look at bird-2.jpg' }).click();
  await expect(page.locator('figcaption')).toHaveText('bird-2.jpg');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('batch-table')).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('an image that the network rejects does not affect the others', async ({ page }) => {
  const errors = await open(page, '#view=classify');
  await ready(page);
  const photos = await Promise.all(['cat-1', 'deer-1', 'ship-1'].map((name) => fileOf(sample(name))));
  const thin = { name: 'thin.bmp', mimeType: 'image/bmp', buffer: thinPicture() };
  await page.locator(upload).setInputFiles([...photos, thin]);
  await expect(page.locator('batch-table')).toContainText('4 of 4 pictures');
  await ready(page);
  const rows = page.locator('batch-table tbody tr');
  await expect(page.locator('batch-table tr[data-status=done]')).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('deer');
  await expect(rows.nth(3)).toHaveAttribute('data-status', 'failed');
  expect(errors).toEqual([]);
});

test('a batch of files that are not images can be cancelled', async ({ page }) => {
  // Rejecting them takes as long as decoding a photo, so that there is time to cancel.
  await page.addInitScript(() => {
    const decode = window.createImageBitmap;
    window.createImageBitmap = async (/** @type {any} */ source) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return decode(source);
    };
  });
  await open(page, '#view=classify');
  await ready(page);
  const many = Array.from({ length: 60 }, (_, index) => ({
    name: `${index}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.alloc(100),
  }));
  await page.locator(upload).setInputFiles(many);
  await page.locator('batch-table tr[data-status=failed]').first().waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('batch-table').getByRole('button', { name: 'Run the rest' })).toBeVisible();
  await expect(page.locator('batch-table tr[data-status=running]')).toHaveCount(0);
  const waiting = page.locator('batch-table tr[data-status=waiting]');
  const left = await waiting.count();
  expect(left).toBeGreaterThan(0);
  // Long enough to run several more.
  await page.waitForTimeout(1000);
  await expect(waiting).toHaveCount(left);
});

test('a batch can be cancelled and resumed', async ({ page }) => {
  await open(page, '#view=classify&engine=cpu');
  await ready(page);
  const many = Array.from({ length: 24 }, () => sample('horse-2'));
  await page.locator(upload).setInputFiles(many);
  await page.locator('batch-table tr[data-status=done]').nth(1).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('batch-table').getByRole('button', { name: 'Run the rest' })).toBeVisible();
  await expect(page.locator('status-bar progress')).toHaveCount(0);
  expect(await page.locator('batch-table tr[data-status=waiting]').count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Run the rest' }).click();
  await expect(page.locator('batch-table')).toContainText('24 of 24 pictures', { timeout: 30_000 });
});

test('remaining images can be run later, and the table stays until it is cleared', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.locator(upload).setInputFiles(['package.json', 'package-lock.json']);
  const table = page.locator('batch-table');
  await expect(table).toContainText('2 of 2 pictures, 2 failed');
  const list = page.locator('prediction-list');
  await expect(list).toContainText('This picture has not been run.');
  await list.getByRole('button', { name: 'Run it' }).click();
  await ready(page);
  await expect(list.getByRole('listitem').first()).toContainText('%');
  await page.getByRole('button', { name: 'Kingfisher' }).click();
  await ready(page);
  await expect(table.locator('tbody tr')).toHaveCount(2);
  await table.getByRole('button', { name: 'Clear' }).click();
  await expect(table).toHaveCount(0);
});
