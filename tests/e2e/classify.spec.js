// The Classify view, on WebGPU.
import { readFile } from 'node:fs/promises';
import { expect, open, ready, test, WIDTHS } from './helpers.js';

const sample = (/** @type {string} */ name) => `www/samples/${name}.jpg`;
const upload = 'input[type=file][accept^=image]';

for (const [name, viewport] of Object.entries({ desktop: WIDTHS.desktop, phone: WIDTHS.phone })) {
  test(`classifies a photo on WebGPU: ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const errors = await open(page, '#view=classify&engine=webgpu');
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

test('a sample shows its true class and its credit, whether the prediction is right or wrong', async ({
  page,
}) => {
  await open(page, '#view=classify');
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

test('weak evidence is labelled as none of the classes, and the known classes are listed', async ({
  page,
}) => {
  await open(page, '#view=classify&sample=airplane-3');
  await ready(page);
  await expect(page.locator('prediction-list')).toContainText('None of my classes');
  await expect(page.locator('prediction-list')).toContainText('Where the evidence is weak');
  await page.getByRole('button', { name: 'Kingfisher' }).click();
  await ready(page);
  await expect(page.locator('prediction-list')).not.toContainText('None of my classes');
});

test('loading can be cancelled and restarted', async ({ page }) => {
  /** @type {(() => void) | undefined} */
  let go;
  const gate = new Promise((resolve) => (go = () => resolve(undefined)));
  await page.route('**/*.safetensors', async (route) => {
    await gate;
    await route.continue().catch(() => {});
  });
  await open(page, '#view=classify');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('No network is loaded.')).toBeVisible();
  await expect(page.locator('status-bar .bad')).toHaveCount(0);
  go?.();
  await page.getByRole('button', { name: 'Load the network' }).click();
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('%');
});

test('a file that is not an image shows a readable error, and the page keeps working', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.locator(upload).setInputFiles('package.json');
  await expect(page.getByRole('alert')).toContainText('The browser cannot read this file as a picture.');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator(upload).setInputFiles(sample('cat-2'));
  await ready(page);
  await expect(page.locator('figcaption')).toHaveText('cat-2.jpg');
});

test('a URL with a bare percent sign and a missing camera show readable errors', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.getByPlaceholder('https://').fill(new URL('/100%.jpg', page.url()).href.replace('%25', '%'));
  await page.getByRole('button', { name: 'Load from URL' }).click();
  await expect(page.getByRole('alert')).toContainText('picture');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(/No camera was found|permission was refused/);
});

test('images can be dropped and pasted', async ({ page }) => {
  await open(page, '#view=classify');
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

test('an image can be fetched from a URL', async ({ page, baseURL }) => {
  await open(page, '#view=classify');
  await ready(page);
  await page.getByRole('textbox', { name: 'Address of a picture' }).fill(`${baseURL}icon-512.png`);
  await page.getByRole('button', { name: 'Load from URL' }).click();
  await expect(page.locator('figcaption')).toHaveText('icon-512.png');
  await ready(page);
  await page.getByRole('textbox', { name: 'Address of a picture' }).fill('http://localhost:9/nothing.png');
  await page.getByRole('button', { name: 'Load from URL' }).click();
  await expect(page.getByRole('alert')).toContainText('could not be fetched');
});
