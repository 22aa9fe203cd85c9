// What the network is given of a picture: the crop over it, and the input itself.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

const upload = 'input[type=file][accept^=image]';

/** Uploads a picture whose pixels are known, and returns them. @param {Page} page @param {number} width @param {number} height */
async function choose(page, width, height) {
  const { png, pixels } = await page.evaluate(
    async ({ width, height }) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const image = context.createImageData(width, height);
      for (let at = 0; at < image.data.length; at += 4)
        image.data.set([(at * 7) % 256, (at * 13 + 50) % 256, (at * 29 + 100) % 256, 255], at);
      context.putImageData(image, 0, 0);
      const blob = await canvas.convertToBlob();
      return { png: [...new Uint8Array(await blob.arrayBuffer())], pixels: [...image.data] };
    },
    { width, height },
  );
  await page
    .locator(upload)
    .setInputFiles({ name: 'known.png', mimeType: 'image/png', buffer: Buffer.from(png) });
  await expect(page.locator('figcaption')).toHaveText('known.png');
  await ready(page);
  return pixels;
}

/** The pixels of the drawn input. @param {Page} page @param {string} [within] */
const drawn = (page, within = '') =>
  page
    .locator(`${within} network-input canvas`)
    .first()
    .evaluate((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const { width, height } = canvas;
      return [...(canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [])];
    });

test('what the network was given is its input, pixel by pixel, in Classify and in Growth', async ({
  page,
}) => {
  const errors = await open(page, '#view=classify');
  await ready(page);
  const pixels = await choose(page, 32, 32);
  // Of the input's own size: every pixel must come back as it was.
  await expect.poll(() => drawn(page)).toEqual(pixels);
  await expect(
    page.getByRole('img', { name: 'The network’s input, from known.png: 32 × 32 pixels' }),
  ).toBeVisible();

  await page.getByRole('link', { name: 'Follow it into the first layer' }).click();
  await expect(page).toHaveURL(/#(?!.*view=).*layer=features\.conv0/);
  await expect.poll(() => drawn(page, 'layer-maps')).toEqual(pixels);
  // Next to an enlarged map, too.
  await page
    .getByRole('region', { name: 'output maps' })
    .getByRole('listitem')
    .first()
    .getByRole('button')
    .click();
  await expect(page.getByRole('dialog')).toContainText('The network’s input');
  await expect.poll(() => drawn(page, 'map-dialog')).toEqual(pixels);
  expect(errors).toEqual([]);
});

test('Classify outlines what is cropped, for any aspect ratio', async ({ page }) => {
  await open(page, '#view=classify&sample=horse-2');
  await ready(page);
  const stage = page.locator('picture-stage');
  // 384 x 307: the short side becomes 32 pixels, the long one 40, of which 4 are cut off at each side.
  await expect(stage).toContainText(
    'the part inside the dashed outline: the middle 307 × 307 pixels, scaled to 32 × 32',
  );
  await expect(stage.locator('img')).toHaveAttribute('aria-describedby', 'given');
  const inside = async () => {
    const [outline, image] = await Promise.all(
      ['.outline.under', 'img'].map((part) => stage.locator(part).boundingBox()),
    );
    return {
      outline: outline ?? { x: 0, y: 0, width: 0, height: 0 },
      image: image ?? { x: 0, y: 0, width: 0, height: 0 },
    };
  };
  const wide = await inside();
  expect(wide.outline.width / wide.outline.height).toBeCloseTo(1, 1);
  const centre = (/** @type {{ x: number, width: number }} */ { x, width }) => x + width / 2;
  expect(centre(wide.outline)).toBeCloseTo(centre(wide.image), 0);

  await choose(page, 30, 400);
  await expect(stage).toContainText('the middle 30 × 30 pixels');
  const high = await inside();
  expect(high.outline.height).toBeLessThan(high.image.height / 10);
  await expect(stage.locator('network-input canvas')).toHaveJSProperty('width', 32);

  await choose(page, 64, 64);
  await expect(stage).toContainText('the whole picture, scaled to 32 × 32 pixels');
  await expect(stage.locator('.crop')).toHaveCount(0);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the crop fits on a phone and passes axe: ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize(WIDTHS.phone);
    await page.emulateMedia({ colorScheme });
    await open(page, '#view=classify&sample=horse-2');
    await ready(page);
    await expect(page.locator('picture-stage .crop')).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await expectNoViolations(page);
  });
}
