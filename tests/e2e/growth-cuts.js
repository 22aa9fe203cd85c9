// What can be cut in the Growth view, and how: the same with and without a WebGPU adapter.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

const LAYER = 'features.denseblock2.denselayer5';
const T1 = 'features.transition1';

/** @param {Page} page @param {string} [address] */
export async function show(page, address = '') {
  const errors = await open(page, `#view=growth&sample=bird-1&layer=${LAYER}${address}`);
  await ready(page);
  await expect(page.locator('stair-case [role=option]').first()).toBeAttached();
  await expect(page.locator('feature-reuse reuse-map').first()).toBeAttached();
  return errors;
}

/** The cuts in the address. @param {Page} page */
export const cuts = (page) => () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('cuts');

/** @param {Page} page */
const status = (page) => page.locator('cut-status');

/** @param {import('@playwright/test').Locator} place */
const words = async (place) => (await place.innerText()).replaceAll(/\s+/g, ' ').trim();

/** The top class and its probability, as text. @param {Page} page */
const answer = (page) => words(page.locator('growth-prediction li').first());

/** Where a channel of a column's stack is, in the middle of its body. @param {Page} page @param {string} layer @param {number} channel */
async function strip(page, layer, channel) {
  return page.locator('stair-case').evaluate(
    (host, { layer, channel }) => {
      const { layout } = /** @type {any} */ (host);
      const column = layout.columns.find((/** @type {any} */ one) => one.step.layer.name === layer);
      const list = /** @type {ShadowRoot} */ (host.shadowRoot).querySelector('[role=listbox]');
      const box = /** @type {Element} */ (list).getBoundingClientRect();
      return {
        x: box.left + column.x + column.body / 2,
        y: box.top + layout.baseline - layout.y(channel + 0.5),
      };
    },
    { layer, channel },
  );
}

/** @param {'cpu' | 'webgpu'} engine */
export function cutScenarios(engine) {
  test('a strip is cut with a click, the prediction follows, and a second click restores it', async ({
    page,
  }) => {
    const errors = await show(page);
    await expect(status(page).locator('section')).toHaveCount(0);
    const before = await answer(page);
    await page.getByRole('radio', { name: 'Cut connections' }).first().check();
    await page.locator('stair-case').scrollIntoViewIfNeeded();
    // The layer reads 48 channels of its block's input, then 12 from each layer before it.
    const { x, y } = await strip(page, LAYER, 10);
    await page.mouse.move(x, y);
    const caption = page.locator('growth-diagram .caption');
    await expect(caption).toContainText(
      'Dense block 2, layer 5 reads the input of block 2 (48 channels). Enter or a click cuts it.',
    );
    await page.mouse.click(x, y);
    await expect.poll(cuts(page)).toBe('2.5-0');
    await expect(caption).toContainText('Cut. Enter or a click restores it.');
    await expect(status(page).locator('section')).toContainText('This network is cut in 1 place.');
    expect(await words(page.locator('cut-outcome .whole li').first())).toBe(before);
    await expect.poll(() => answer(page)).not.toBe(before);
    // The layer stays selected, and its switch is off.
    await page.getByText('Cut this layer').click();
    const reads = page.getByRole('checkbox', { name: 'x₀ (48)' });
    await expect(reads).not.toBeChecked();
    await reads.check();
    await expect.poll(cuts(page)).toBe(null);
    await expect.poll(() => answer(page)).toBe(before);
    expect(errors).toEqual([]);
  });

  test('an output, an arc and a cell are cut; Ctrl+Z takes them back one by one', async ({ page }) => {
    await show(page, '&tool=output');
    await page.locator('stair-case').scrollIntoViewIfNeeded();
    const first = await strip(page, LAYER, 50);
    await page.mouse.click(first.x, first.y);
    await expect.poll(cuts(page)).toBe('2.1');
    await page.getByRole('radio', { name: 'Cut connections' }).first().check();
    await page.locator('stair-case').scrollIntoViewIfNeeded();
    // Looks for the arc from the block's input from above, as a hand does.
    const caption = page.locator('growth-diagram .caption');
    const [from, to] = [await strip(page, T1, 0), await strip(page, LAYER, 90)];
    const x = from.x + 0.6 * (to.x - from.x);
    const wanted = 'layer 5 reads the input of block 2';
    let y = to.y - 120;
    while (y < to.y && !(await caption.innerText()).includes(wanted)) {
      await page.mouse.move(x, (y += 3));
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    // Not at the very edge: clicks have whole coordinates.
    await page.mouse.move(x, (y += 3));
    await expect(caption).toContainText(wanted);
    await page.mouse.click(x, y);
    await expect.poll(cuts(page)).toBe('2.1 2.5-0');

    const heat = page.locator('reuse-map').nth(0);
    await heat.locator('.map').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(cuts(page)).toBe('1.2-0 2.1 2.5-0');
    await expect(heat).toContainText('This connection is cut.');
    await page.keyboard.press('Control+z');
    await expect.poll(cuts(page)).toBe('2.1 2.5-0');
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect.poll(cuts(page)).toBe(null);
    await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeDisabled();
  });

  test('keys alone choose a strip and cut it', async ({ page }) => {
    await show(page, '&tool=connection');
    await page.locator('stair-case [role=option][aria-selected=true]').focus();
    const caption = page.locator('growth-diagram .caption');
    await expect(caption).toContainText('layer 5 reads Block 2, layer 4 (12 channels)');
    await page.keyboard.press('ArrowDown');
    await expect(caption).toContainText('layer 5 reads Block 2, layer 3 (12 channels)');
    await page.keyboard.press('Space');
    await expect.poll(cuts(page)).toBe('2.5-3');
    await page.keyboard.press('ArrowRight');
    await expect(caption).toContainText('layer 6 reads Block 2, layer 3 (12 channels)');
    await page.keyboard.press('Enter');
    await expect.poll(cuts(page)).toBe('2.5-3 2.6-3');
  });

  test('each layer reads only its predecessor, and a second click restores', async ({ page }) => {
    await show(page);
    const before = await answer(page);
    const button = page.getByRole('button', { name: 'Only predecessor' }).first();
    await button.click();
    await expect.poll(cuts(page)).toBe('chain');
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    // 6 layers and an end in each of 3 blocks: 1 + 2 + … + 6 connections each.
    await expect(status(page)).toContainText('This network is cut in 63 places.');
    await expect.poll(() => answer(page)).not.toBe(before);
    await button.click();
    await expect.poll(cuts(page)).toBe(null);
    await expect.poll(() => answer(page)).toBe(before);
  });

  test('a link keeps the cuts in every view, over engines, but not over networks', async ({ page }) => {
    await show(page, '&cuts=2.5-0.2+1.2*3_5');
    await expect(status(page)).toContainText('cut in 5 places');
    const cut = await answer(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Classify' }).click();
    await expect(status(page).getByRole('button', { name: 'Restore all' })).toBeVisible();
    await expectNoViolations(page, 'Classify with a cut network');
    await page.goBack();
    const other = engine === 'webgpu' ? 'CPU' : 'WebGPU';
    if (engine === 'webgpu') {
      await page.getByRole('radio', { name: other, exact: true }).check();
      await expect(page).toHaveURL(/engine=cpu/);
      await ready(page);
      await expect.poll(cuts(page)).toBe('2.5-0.2 1.2*3_5');
      await expect(status(page)).toContainText('cut in 5 places');
      expect((await answer(page)).split('\n')[0]).toBe(cut.split('\n')[0]);
    }
    // The offer of a download is declined: the network stays, and stays cut.
    await page.evaluate(() => (location.hash = '#view=growth&model=densenet121'));
    await page.getByRole('button', { name: 'Not now' }).click();
    await ready(page);
    await expect.poll(cuts(page)).toBe('1.2*3_5 2.5-0.2');
    // Another network has other layers.
    await page.getByRole('button', { name: /DenseNet-BC-40/ }).click();
    await page
      .locator('model-picker input[type=file]')
      .setInputFiles('tests/fixtures/checkpoints/schemes/torchvision.safetensors');
    await expect(status(page)).toContainText('The 5 cuts belonged to the previous network');
    await status(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(status(page).locator('section')).toHaveCount(0);
    await expect.poll(cuts(page)).toBe(null);
  });

  test('a channel is cut where its map is enlarged', async ({ page }) => {
    await show(page);
    const made = page.getByRole('region', { name: 'Its 12 output maps' });
    await made.getByRole('listitem').nth(4).getByRole('button').click();
    await expect(page).toHaveURL(/channel=4/);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cut this channel' }).click();
    await expect(dialog).toContainText('no later layer reads it');
    await expect.poll(cuts(page)).toBe('2.5*4');
    await dialog.getByRole('button', { name: 'Restore this channel' }).click();
    await expect.poll(cuts(page)).toBe(null);
  });

  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    test(`a cut network passes axe and fits a phone, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(WIDTHS.phone);
      await show(page, '&tool=connection&cuts=chain+2.1');
      await page.getByText('Cut this layer').click();
      await expectNoViolations(page, 'a cut network');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
