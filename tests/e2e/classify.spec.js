// The view Classify, on WebGPU.
import { readFile } from 'node:fs/promises';
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

const sample = (/** @type {string} */ name) => `www/samples/${name}.jpg`;
const upload = 'input[type=file][accept^=image]';

const fileOf = async (/** @type {string} */ path) => ({
  name: path.replace(/.*\//, ''),
  mimeType: 'image/jpeg',
  buffer: await readFile(path),
});

/** A BMP of 1 x 30,000 pixels, which the browser can show but the network can't take. */
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

for (const [name, viewport] of Object.entries({ desktop: WIDTHS.desktop, phone: WIDTHS.phone })) {
  test(`a photo becomes predictions on WebGPU: ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const errors = await open(page, '#engine=webgpu');
    await ready(page);
    await page.locator(upload).setInputFiles(sample('frog-1'));
    await expect(page.locator('figcaption')).toHaveText('frog-1.jpg');
    await ready(page);

    const list = page.getByRole('list', { name: 'The five most probable classes' });
    await expect(list.getByRole('listitem')).toHaveCount(5);
    await expect(list.getByRole('listitem').first()).toContainText('frog');
    const shares = (await list.getByRole('listitem').allInnerTexts()).map((text) =>
      Number(/([\d.]+)%/.exec(text)?.[1]),
    );
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan(90);
    expect(shares.reduce((sum, share) => sum + share)).toBeLessThanOrEqual(100.5);

    await expect(page.locator('run-facts')).toContainText('WebGPU');
    for (const time of await page.locator('run-facts .time').allInnerTexts())
      expect(time).toMatch(/\d.* m?s$/);
    expect(errors).toEqual([]);
  });
}

test('a sample shows its true class and its credit, right or wrong', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Young spotted deer' }).click();
  await expect(page.locator('figcaption')).toContainText('Stas Zytkiewicz');
  await ready(page);
  await expect(page.locator('.truth')).toContainText('This sample shows: deer.');
  const right = (await page.locator('prediction-list li').first().innerText()).includes('deer');
  await expect(page.locator('.truth')).toContainText(right ? 'is right' : 'is wrong');
  await expect(page).toHaveURL(/sample=deer-1/);
  await page.getByRole('button', { name: 'Fire engine' }).click();
  await expect(page.locator('figcaption')).toContainText('Fire engine');
  await page.goBack();
  await expect(page.locator('figcaption')).toContainText('Young spotted deer');
});

test('a low probability is called unsure, and the few classes are named', async ({ page }) => {
  await open(page, '#sample=airplane-3');
  await ready(page);
  await expect(page.locator('prediction-list')).toContainText('The network is unsure.');
  await expect(page.locator('prediction-list')).toContainText(
    'answers with one of them, whatever the picture shows',
  );
  await page.getByRole('button', { name: 'Kingfisher' }).click();
  await ready(page);
  await expect(page.locator('prediction-list')).not.toContainText('The network is unsure.');
});

test('several pictures become a table with files to download', async ({ page }) => {
  const errors = await open(page);
  await ready(page);
  await page
    .locator(upload)
    .setInputFiles([sample('dog-2'), sample('ship-1'), 'package.json', sample('bird-2')]);
  const rows = page.locator('batch-table tbody tr');
  await expect(rows).toHaveCount(4);
  await expect(page.locator('batch-table')).toContainText('4 of 4 pictures');
  await ready(page);
  await expect(rows.nth(2)).toContainText('no picture that the browser can read');
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

test('a picture that the network refuses leaves those beside it alone', async ({ page }) => {
  const errors = await open(page);
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

test('a batch of files that are no pictures can be cancelled', async ({ page }) => {
  // Refusing them takes as long as decoding a photo, so that there is time to cancel.
  await page.addInitScript(() => {
    const decode = window.createImageBitmap;
    window.createImageBitmap = async (/** @type {any} */ source) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return decode(source);
    };
  });
  await open(page);
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
  // Long enough for several more.
  await page.waitForTimeout(1000);
  await expect(waiting).toHaveCount(left);
});

test('a batch can be cancelled and taken up again', async ({ page }) => {
  await open(page, '#engine=cpu');
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

test('loading can be cancelled and taken up again', async ({ page }) => {
  /** @type {(() => void) | undefined} */
  let go;
  const gate = new Promise((resolve) => (go = () => resolve(undefined)));
  await page.route('**/*.safetensors', async (route) => {
    await gate;
    await route.continue().catch(() => {});
  });
  await open(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('No network is loaded.')).toBeVisible();
  await expect(page.locator('status-bar .bad')).toHaveCount(0);
  go?.();
  await page.getByRole('button', { name: 'Load the network' }).click();
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('%');
});

test('a wrong file is an error in words, and the page goes on', async ({ page }) => {
  await open(page);
  await ready(page);
  await page.locator(upload).setInputFiles('package.json');
  await expect(page.getByRole('alert')).toContainText(
    'This file holds no picture that the browser can read.',
  );
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator(upload).setInputFiles(sample('cat-2'));
  await ready(page);
  await expect(page.locator('figcaption')).toHaveText('cat-2.jpg');
});

test('what has not been run can be run, and a table stays until it is cleared', async ({ page }) => {
  await open(page);
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

test('an address with a bare percent sign, and a missing camera, are errors in words', async ({ page }) => {
  await open(page);
  await ready(page);
  await page.getByPlaceholder('https://').fill(new URL('/100%.jpg', page.url()).href.replace('%25', '%'));
  await page.getByRole('button', { name: 'Fetch' }).click();
  await expect(page.getByRole('alert')).toContainText('picture');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/No camera was found|permission was refused/);
});

test('pictures can be dropped and pasted', async ({ page }) => {
  await open(page);
  await ready(page);
  const bytes = [...(await readFile(sample('truck-1')))];
  const send = (/** @type {'drop' | 'paste'} */ type) =>
    page.evaluate(
      ({ bytes, type }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], `${type}ped.jpg`, { type: 'image/jpeg' }));
        const options = { bubbles: true, cancelable: true };
        const event =
          type === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data });
        document.body.dispatchEvent(event);
      },
      { bytes, type },
    );
  await send('drop');
  await expect(page.locator('figcaption')).toHaveText('dropped.jpg');
  await send('paste');
  await expect(page.locator('figcaption')).toHaveText('pasteped.jpg');
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('truck');
});

test('a picture can be fetched from an address', async ({ page, baseURL }) => {
  await open(page);
  await ready(page);
  await page.getByRole('textbox', { name: 'Address of a picture' }).fill(`${baseURL}icon-512.png`);
  await page.getByRole('button', { name: 'Fetch' }).click();
  await expect(page.locator('figcaption')).toHaveText('icon-512.png');
  await ready(page);
  await page.getByRole('textbox', { name: 'Address of a picture' }).fill('http://localhost:9/nothing.png');
  await page.getByRole('button', { name: 'Fetch' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be fetched');
});
