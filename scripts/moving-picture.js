// The README's moving picture: the network appears layer by layer, then a layer is chosen, then connections are cut.
import sharp from 'sharp';

/** @import { Page } from '@playwright/test' */

/** Milliseconds that frames are shown. */
const DELAYS = { layer: 90, look: 1600 };
const WIDTH = 960;

/** @param {Page} page at the Growth view, without animations @param {string} path of a WebP file. */
export async function record(page, path) {
  /** @type {Buffer[]} */
  const frames = [];
  /** @type {number[]} */
  const delays = [];
  /** @param {number} delay */
  const take = async (delay) => {
    await page.waitForTimeout(150);
    frames.push(
      await sharp(await page.screenshot())
        .resize(WIDTH)
        .png()
        .toBuffer(),
    );
    delays.push(delay);
  };
  const layers = await page.locator('stair-case [role=option]').count();
  const button = (/** @type {string} */ name) => page.getByRole('button', { name, exact: true });
  for (let layer = 0; layer < layers; layer += 1) {
    await button('One layer on').click();
    await page.mouse.move(0, 0);
    await take(DELAYS.layer);
  }
  await button('Show all').click();
  await page.mouse.move(0, 0);
  await take(DELAYS.look);
  await page.locator('[data-layer="features.denseblock3.denselayer5"]').click();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1000);
  await take(DELAYS.look);
  await button('Only predecessor').first().click();
  await page.mouse.move(0, 0);
  await page.waitForTimeout(2000);
  await take(DELAYS.look);
  await sharp(frames, { join: { animated: true } })
    .webp({ quality: 72, effort: 5, delay: delays, loop: 0 })
    .toFile(path);
}
