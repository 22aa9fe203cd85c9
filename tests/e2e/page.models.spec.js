// Networks that visitors choose: from the Hub (here a local server with files of the same names and shapes) or a file.
import { readFileSync } from 'node:fs';
import { expect, expectNoViolations, open, ready, test } from './helpers.js';
import { densenet121, startHub } from './hub.js';

/** @import { Page } from '@playwright/test' */

const CHECKPOINT = 'pkg/models/densenet40_k12_bc_cifar10';
const files = 'model-picker input[type=file]';

/** @param {Page} page @param {RegExp | string} name */
async function pick(page, name) {
  await page.getByRole('button', { name: /^Network/ }).click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

test('ImageNet weights are downloaded on request, cached and used', async ({ page }) => {
  test.setTimeout(180_000);
  const hub = await startHub({ weights: densenet121() });
  try {
    const errors = await open(page, `?hub=${hub.url}#view=classify`);
    await ready(page);
    await pick(page, /DenseNet-121/);
    const offer = page.getByRole('dialog', { name: 'Download DenseNet-121?' });
    await expect(offer).toContainText('32.3 MB');
    await expect(offer).toContainText(new URL(hub.url).host);
    await expectNoViolations(page);
    expect(hub.requests).toEqual([]);

    await offer.getByRole('button', { name: 'Download 32.3 MB' }).click();
    await expect(page.locator('status-bar')).toContainText('Loading DenseNet-121');
    await expect(page).toHaveURL(/model=densenet121/);
    await expect(page.locator('densenet-app')).toHaveAttribute('data-state', 'ready', { timeout: 120_000 });
    await expect(page.locator('prediction-list li')).toHaveCount(5);
    await expect(page.locator('.truth')).toContainText('This network does not know the sample’s class.');
    expect(hub.requests.filter((url) => url.endsWith('model.safetensors'))).toHaveLength(1);

    // The next visit needs neither consent nor a download.
    await page.reload();
    await expect(page.locator('densenet-app')).toHaveAttribute('data-state', 'ready', { timeout: 120_000 });
    await expect(page.getByRole('button', { name: /^Network DenseNet-121/ })).toBeVisible();
    expect(hub.requests.filter((url) => url.endsWith('model.safetensors'))).toHaveLength(1);
    expect(errors).toEqual([]);

    await page.goBack();
    await expect(page.locator('prediction-list')).toContainText('It knows 10 classes');
    await page.getByRole('button', { name: /^Network/ }).click();
    await expect(page.getByRole('button', { name: /DenseNet-121/ })).toContainText('kept in this browser');
    await page.getByRole('button', { name: 'Remove downloaded weights' }).click();
    await expect(page.getByRole('button', { name: /DenseNet-121/ })).toContainText('32.3 MB');
  } finally {
    hub.close();
  }
});

test('a download shows its progress and can be cancelled', async ({ page }) => {
  const hub = await startHub({ weights: densenet121(), delay: 500 });
  try {
    await open(page, `?hub=${hub.url}#view=classify`);
    await ready(page);
    await pick(page, /DenseNet-121/);
    await page.getByRole('button', { name: 'Download 32.3 MB' }).click();
    await expect(page.locator('status-bar')).toContainText(/Weights [\d.]+ MB \/ 32\.\d MB/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    // The previous network is still loaded, and the URL names it.
    await expect(page.getByRole('button', { name: /^Network DenseNet-BC-40/ })).toBeVisible();
    await expect(page).not.toHaveURL(/model=/);
    await ready(page);
  } finally {
    hub.close();
  }
});

test('missing files on the Hub are a readable error', async ({ page }) => {
  await open(page, '?hub=http://127.0.0.1:9#view=classify');
  await ready(page);
  await pick(page, /DenseNet-169/);
  await page.getByRole('button', { name: /^Download/ }).click();
  await expect(page.getByRole('alert')).toContainText('The download failed.');
  await expect(page.getByRole('button', { name: /^Network DenseNet-BC-40/ })).toBeVisible();
  // In either language.
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('alert')).toContainText('下载失败');
  await page.locator('status-bar').getByText('详情').click();
  await expect(page.getByRole('alert')).toContainText('无法从 http://127.0.0.1:9/');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await ready(page);
});

for (const engine of ['auto', 'cpu'])
  test(`a link to a remote network falls back to the bundled one if it fails: ${engine}`, async ({
    page,
  }) => {
    await open(page, `?hub=http://127.0.0.1:9#view=classify&model=densenet169&engine=${engine}`);
    await page.getByRole('button', { name: /^Download/ }).click();
    await expect(page.getByRole('alert')).toContainText('The download failed.');
    await expect(page.getByRole('button', { name: /^Network DenseNet-BC-40/ })).toBeVisible();
    await expect(page.locator('prediction-list li')).toHaveCount(5);
    await expect(page).not.toHaveURL(/model=/);
    // The error stays visible.
    await page.locator('status-bar').getByText('Details').click();
    await expect(page.getByRole('alert')).toContainText('There is no connection to http://127.0.0.1:9/');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await ready(page);
  });

test('a link to a remote network asks before downloading it', async ({ page }) => {
  await open(page, '#model=densenet201&view=engine');
  await expect(page.getByRole('dialog', { name: 'Download DenseNet-201?' })).toContainText('huggingface.co');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await ready(page);
  await expect(page.locator('densenet-engine .now')).toContainText('DenseNet-BC-40');
});

test('visitors can load their own checkpoint from a file, with its config.json', async ({ page }) => {
  const errors = await open(page, '#view=classify');
  await ready(page);
  const first = await page.locator('prediction-list li').first().innerText();
  await page.getByRole('button', { name: /^Network/ }).click();
  await page.locator(files).setInputFiles([`${CHECKPOINT}.safetensors`, `${CHECKPOINT}.json`]);
  await expect(page.getByRole('button', { name: /^Network densenet40/ })).toBeVisible();
  await ready(page);
  expect(await page.locator('prediction-list li').first().innerText()).toBe(first);
  expect(errors).toEqual([]);
  // The file is gone after a reload.
  await page.reload();
  await expect(page.getByRole('button', { name: /^Network DenseNet-BC-40/ })).toBeVisible();
});

test('files without a network show a readable error, and the old network stays', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.getByRole('button', { name: /^Network/ }).click();
  await page.locator(files).setInputFiles('package.json');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('None of these files');
  await page.locator(files).setInputFiles({
    name: 'broken.safetensors',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0, 1, 2, 3, 0xfe, 0xff, 0, 9, 8, 7]),
  });
  await expect(page.getByRole('dialog', { name: 'About this file' })).toContainText('broken.safetensors');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('status-bar').getByRole('alert')).toContainText(
    'not a DenseNet that the page can read',
  );
  await expect(page.getByRole('button', { name: /^Network DenseNet-BC-40/ })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await ready(page);
});

test('the page names the loaded file, whatever was chosen before or rejected', async ({ page }) => {
  const buffer = readFileSync(`${CHECKPOINT}.safetensors`);
  const choose = async (/** @type {string} */ name, /** @type {Buffer} */ content) => {
    await page.getByRole('button', { name: /^Network/ }).click();
    await page.locator(files).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: content });
  };
  const named = (/** @type {string} */ name) => page.getByRole('button', { name: `Network ${name}` });

  await open(page, '#view=engine');
  await ready(page);
  for (const name of ['one.safetensors', 'two.safetensors']) {
    await choose(name, buffer);
    await expect(named(name)).toBeVisible();
    await ready(page);
    await expect(page.locator('densenet-engine .now')).toContainText(name);
  }

  await choose('broken.safetensors', Buffer.from([0, 1, 2, 3, 0xfe, 0xff, 0, 9, 8, 7]));
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('status-bar').getByRole('alert')).toContainText(
    'not a DenseNet that the page can read',
  );
  await expect(named('two.safetensors')).toBeVisible();
  await expect(page.locator('densenet-engine .now')).toContainText('two.safetensors');

  // Switching the engine reloads the current file, not the rejected one.
  await page.locator('site-header').getByRole('radio', { name: 'CPU', exact: true }).check();
  await expect(page.locator('densenet-engine .kind')).toHaveText('CPU');
  await ready(page);
  await expect(named('two.safetensors')).toBeVisible();
  await expect(page.locator('densenet-engine .now')).toContainText('two.safetensors');
});
