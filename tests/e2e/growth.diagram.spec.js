// The staircase: its strips compared with the plan, keys, folding, the animation, and the view without an image.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';
import { densenet121, startHub } from './hub.js';

/** @import { Page } from '@playwright/test' */
/** @import { Layout } from '../../www/growth/diagram/layout.js' */
/** @import { StairCase } from '../../www/growth/diagram/stair-case.js' */

const options = 'stair-case [role=option]';

/** @param {Page} page */
async function show(page, address = '') {
  const errors = await open(page, `#view=growth${address}`);
  await ready(page);
  await expect(page.locator(options).first()).toBeAttached();
  return errors;
}

/**
 * The colours of a layer's column, from the bottom pixel to the topmost painted one.
 *
 * @param {Page} page @param {string} layer @returns {Promise<string[]>}
 */
function column(page, layer) {
  return page.locator('stair-case').evaluate((host, name) => {
    const root = /** @type {ShadowRoot} */ (host.shadowRoot);
    const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector('canvas'));
    const option = /** @type {HTMLElement} */ (root.querySelector(`[data-layer="${name}"]`));
    const ratio = canvas.width / canvas.clientWidth;
    // The option begins 2 pixels before the column's body, which is some pixels wide.
    const x = Math.round((option.offsetLeft + 4) * ratio);
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
      x,
      0,
      1,
      canvas.height,
    );
    const pixel = (/** @type {number} */ y) => data.slice(4 * y, 4 * y + 4);
    // Scans from inside the stack: up to the first unpainted pixel, and down to the baseline.
    const { layout } = /** @type {StairCase & { layout: Layout }} */ (host);
    const base = Math.round(layout.baseline * ratio) - 1;
    const colours = [];
    for (let y = base; y >= 0 && (pixel(y)[3] ?? 0) > 128; y -= 1) colours.push([...pixel(y)].join(' '));
    return colours;
  }, layer);
}

/** The stack's height in pixels, for the most channels. @param {Page} page */
const stackHeight = (page) =>
  page.locator('stair-case').evaluate((host) => {
    const { layout } = /** @type {StairCase & { layout: Layout }} */ (host);
    return layout.baseline - layout.arcs;
  });

/** The most frequent of some colours. @param {string[]} colours */
function main(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

for (const width of [WIDTHS.desktop, WIDTHS.phone]) {
  test(`the height of every column is proportional to its channels, at ${width.width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize(width);
    await show(page, '&layer=features.conv0');
    await page.getByRole('button', { name: 'Fit' }).click();
    await page.waitForTimeout(500);
    const stack = await stackHeight(page);
    const names = await page
      .locator(options)
      .evaluateAll((all) =>
        all.map((one) => [one.dataset.layer ?? '', one.getAttribute('aria-label') ?? '']),
      );
    expect(names.length).toBeGreaterThanOrEqual(21);
    for (const [name = '', label = ''] of names) {
      if (!/denselayer|transition/.test(name)) continue;
      const reads = Number(/reads (\d+)/.exec(label)?.[1]);
      // 132 channels, the maximum, take the whole height.
      const height = (await column(page, name)).length;
      expect(Math.abs(height - (stack * reads) / 132), `${name}: ${height} pixels`).toBeLessThanOrEqual(2);
    }
  });
}

test('a strip keeps the colour of its layer, and each layer has its own colour', async ({ page }) => {
  await show(page, '&layer=features.conv0');
  await page.waitForTimeout(500);
  const unit = (await stackHeight(page)) / 132;
  // The channels of layer s of block 1 start at 24 + (s - 1) * 12.
  const strip = (/** @type {string[]} */ pixels, /** @type {number} */ s) =>
    main(pixels.slice(Math.ceil((24 + (s - 1) * 12) * unit) + 2, Math.floor((24 + s * 12) * unit) - 2));
  const fourth = await column(page, 'features.denseblock1.denselayer4');
  const sixth = await column(page, 'features.denseblock1.denselayer6');
  const colours = [1, 2, 3].map((s) => strip(fourth, s));
  expect([1, 2, 3].map((s) => strip(sixth, s))).toEqual(colours);
  expect(new Set([...colours, strip(sixth, 4), strip(sixth, 5)]).size).toBe(5);
  // After the transition, block 2 starts with its own colour.
  const next = main(
    (await column(page, 'features.denseblock2.denselayer2')).slice(4, Math.floor(48 * unit) - 4),
  );
  expect([...colours, main(fourth.slice(4, Math.floor(24 * unit) - 4))]).not.toContain(next);
});

test('Home, End and the arrow keys move between layers; only one layer is in the tab order', async ({
  page,
}) => {
  await show(page);
  await page.locator(`${options}[aria-selected=true]`).focus();
  await page.keyboard.press('End');
  await expect(page.locator(`${options}:focus`)).toHaveAttribute('data-layer', 'classifier');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(`${options}:focus`)).toHaveAttribute('data-layer', 'classifier');
  await page.keyboard.press('Home');
  await expect(page.locator(`${options}:focus`)).toHaveAttribute('data-layer', 'features.conv0');
  await expect(page.locator(`${options}[tabindex="0"]`)).toHaveCount(1);
  await expect(page.locator('growth-diagram .caption')).toContainText('Stem');
  const pitch = () => page.locator('stair-case').evaluate((host) => /** @type {any} */ (host).currentPitch);
  const before = await pitch();
  await page.keyboard.press('+');
  await expect.poll(pitch).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Fit' }).click();
  await expect.poll(pitch).toBeLessThanOrEqual(before + 0.1);
});

test('a block can be folded and unfolded with its label and with Enter', async ({ page }) => {
  await show(page);
  const before = await page.locator(options).count();
  await page.getByRole('button', { name: /^Dense block 2/ }).click();
  await expect(page.locator(options)).toHaveCount(before - 5);
  await page.getByRole('option', { name: 'Dense block 2, folded: 6 layers.' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(options)).toHaveCount(before);
  await page.getByRole('button', { name: 'Fold blocks' }).click();
  await expect(page.locator(options)).toHaveCount(before - 15);
  await expectNoViolations(page);
});

test('pointing at a layer does not scroll the diagram', async ({ page }) => {
  await page.setViewportSize(WIDTHS.phone);
  await show(page, '&layer=features.denseblock3.denselayer6&pitch=40');
  const scroller = page.locator('stair-case .scroller');
  const left = () => scroller.evaluate((element) => element.scrollLeft);
  await expect.poll(left).toBeGreaterThan(300);
  await scroller.evaluate((element) => (element.scrollLeft = 0));
  await page.locator(`${options}[data-layer="features.denseblock1.denselayer1"]`).hover();
  await expect(page.locator('growth-diagram .caption')).toContainText('Dense block 1, layer 1');
  expect(await left()).toBe(0);
});

test('folded blocks, the size and the map settings are kept in the URL', async ({ page }) => {
  await show(page, '&layer=features.denseblock2.denselayer2');
  const before = await page.locator(options).count();
  await page.getByRole('button', { name: /^Dense block 1/ }).click();
  await page.getByRole('button', { name: 'Larger' }).click();
  await page.getByText('One scale for all').click();
  await page.getByRole('group', { name: 'Sources' }).getByRole('button').last().click();
  const pitch = () => page.locator('stair-case').evaluate((host) => /** @type {any} */ (host).currentPitch);
  const wide = await pitch();
  const address = new URL(page.url()).hash;
  const other = await page.context().newPage();
  await open(other, address);
  await ready(other);
  await expect(other.locator(options)).toHaveCount(before - 5);
  await expect(other.getByRole('radio', { name: 'One scale' })).toBeChecked();
  await expect(
    other.getByRole('group', { name: 'Sources' }).getByRole('button', { pressed: true }),
  ).toContainText('Layer 1');
  const same = await other.locator('stair-case').evaluate((host) => /** @type {any} */ (host).currentPitch);
  expect(same).toBeCloseTo(wide, 1);
});

test('the forward pass plays layer by layer at the chosen speed, and ends', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await show(page);
  const caption = page.locator('growth-diagram .caption');
  const group = page.getByRole('group', { name: 'The forward pass' });
  await group.getByRole('button', { name: 'One layer on' }).click();
  await expect(caption).toContainText('Stem Reads 3 channels, makes 24');
  await group.getByRole('button', { name: 'One layer on' }).click();
  await expect(caption).toContainText('24 + (1 − 1) × 12 = 24.');
  // Layers that have not been computed are not coloured.
  await page.waitForTimeout(300);
  expect(new Set(await column(page, 'features.denseblock3.denselayer6')).size).toBeLessThan(6);
  await group.getByRole('slider', { name: 'Speed' }).fill('30');
  await expect(group).toContainText('30 layers per second');
  await group.getByRole('button', { name: 'Play' }).click();
  await expect(group.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(group.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(group.getByRole('button', { name: 'Show all' })).toBeDisabled();
});

test('without an image the view says so, and one click chooses one', async ({ page }) => {
  await page.route('**/bird-1*.jpg', (route) => route.abort());
  await open(page, '#view=growth');
  const notice = page.getByRole('region', { name: 'No picture has been run' });
  await expect(notice).toBeVisible({ timeout: 45_000 });
  await expect(page.locator(options).first()).toBeAttached();
  await expect(page.locator('layer-numbers .measured')).toContainText('appears here after the first run');
  await expect(page.locator('feature-tiles')).toHaveCount(0);
  await notice.getByRole('button').nth(3).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator('layer-maps feature-tiles').first().locator('li')).toHaveCount(12);
});

test('DenseNet-121 fits on a phone, with correct numbers', async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize(WIDTHS.phone);
  const hub = await startHub({ weights: densenet121() });
  try {
    const layer = 'features.denseblock4.denselayer9';
    const errors = await open(page, `?hub=${hub.url}#view=growth&model=densenet121&layer=${layer}`);
    await page.getByRole('button', { name: 'Download 32.3 MB' }).click();
    await expect(page.locator('densenet-app')).toHaveAttribute('data-state', 'ready', { timeout: 150_000 });
    await expect(page.locator('[data-formula]')).toContainText('512 + (9 − 1) × 32 =');
    await expect(page.locator('[data-formula] strong')).toHaveText('768');
    await expect(page.locator('.measured')).toContainText('512 + 8 × 32 = 768');
    await expect(page.locator('.measured')).toHaveAttribute('data-agrees', 'true');
    await expect(page.locator('layer-maps feature-tiles').first().locator('li')).toHaveCount(32);
    await expect(page.locator(options)).toHaveCount(65);
    await page.getByRole('button', { name: 'Fit' }).click();
    const scroller = page.locator('stair-case .scroller');
    await expect
      .poll(() => scroller.evaluate((box) => box.scrollWidth - box.clientWidth))
      .toBeLessThanOrEqual(1);
    await page.locator(`[data-layer="${layer}"]`).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-formula] strong')).toHaveText('736');
    await expectNoViolations(page);
    expect(errors).toEqual([]);
  } finally {
    hub.close();
  }
});
