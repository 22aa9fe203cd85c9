// The sections around the staircase: maps by origin, the plot, feature reuse, and class activation maps.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

/** @param {Page} page */
async function show(page, address = '&layer=features.denseblock1.denselayer3') {
  const errors = await open(page, `#view=growth&sample=bird-1${address}`);
  await ready(page);
  await expect(page.locator('layer-maps feature-tiles').first()).toBeVisible();
  return errors;
}

/** @param {string} text */
const number = (text) => Number(text.replace('−', '-'));

test('the maps that a layer reads can be browsed by origin', async ({ page }) => {
  const errors = await show(page);
  const read = page.getByRole('region', { name: 'The 48 channels it reads' });
  const origins = read.getByRole('group', { name: 'Sources' }).getByRole('button');
  await expect(origins).toHaveText(['x₀ (24)', 'Layer 1 (12)', 'Layer 2 (12)']);
  await expect(read.getByRole('list').getByRole('listitem')).toHaveCount(24);
  await origins.nth(2).click();
  await expect(
    read.getByRole('list', { name: 'Maps of Dense block 1, layer 2' }).getByRole('listitem'),
  ).toHaveCount(12);
  // Layer 3 reads the output of layer 2.
  const first = await read.getByRole('listitem').first().getByRole('button').getAttribute('aria-label');
  await page.locator('stair-case [data-layer="features.denseblock1.denselayer2"]').click();
  const made = page.getByRole('region', { name: 'Its 12 output maps' });
  await expect(made.getByRole('listitem').first().getByRole('button')).toHaveAttribute(
    'aria-label',
    first ?? '',
  );
  expect(errors).toEqual([]);
});

test('a shared scale for all maps, a diverging one, and a map enlarged next to the image', async ({
  page,
}) => {
  await show(page);
  const made = page.getByRole('region', { name: 'Its 12 output maps' });
  const legend = made.locator('colour-legend');
  await expect(legend).toContainText('Lowest');
  await made.getByRole('radio', { name: 'One scale' }).check();
  await expect(made.getByRole('listitem')).toHaveCount(12);
  const labels = await made
    .getByRole('listitem')
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  const ends = labels.map(
    (label) =>
      /from (\S+) to (\S+)\. /
        .exec(label)
        ?.slice(1)
        .map((part) => part) ?? [],
  );
  const [low, high] = [0, 1].map((end) => ends.map((pair) => number(pair[end] ?? '')));
  await expect(legend.locator('.ends span').first()).toHaveText(
    String(Math.min(...(low ?? []))).replace('-', '−'),
  );
  await expect(legend.locator('.ends span').last()).toHaveText(String(Math.max(...(high ?? []))));
  await made.getByRole('radio', { name: 'Around zero' }).check();
  await expect(legend.locator('.zero')).toHaveText('0');

  await made.getByRole('listitem').nth(4).getByRole('button').click();
  const dialog = page.getByRole('dialog', { name: 'Map 5 of 12' });
  await expect(dialog).toContainText('32 × 32');
  await expect(dialog.getByRole('img')).toBeVisible();
  await dialog.locator('map-canvas').hover();
  await expect(dialog).toContainText('Column 17, row 17:');
  await expectNoViolations(page);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'Map 6 of 12' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the plot shows every layer’s input under other connection patterns', async ({ page }) => {
  await show(page);
  const plot = page.locator('channel-plot');
  await expect(plot.locator('.keys li')).toHaveCount(4);
  await plot.getByText('Channels as a table').click();
  await expect(plot.locator('tbody tr')).toHaveCount(18);
  const rows = await plot
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))),
    );
  const [k0, k] = [24, 12];
  expect(rows).toEqual(
    Array.from({ length: 18 }, (_, before) => {
      const block = Math.floor(before / 6);
      const first = [24, 48, 60][block] ?? 0;
      return [k0 + before * k, first + (before % 6) * k, k0 * 2 ** block, before === 0 ? k0 : k];
    }),
  );
  const svg = plot.getByRole('img');
  const box = await svg.boundingBox();
  await svg.click({ position: { x: (box?.width ?? 0) - 20, y: 100 } });
  await expect(page).toHaveURL(/layer=features\.denseblock3\.denselayer6/);
});

test('feature reuse can be read with the keyboard and as a table', async ({ page }) => {
  await show(page);
  const map = page.locator('reuse-map').first();
  await map.getByText('Block 1 as a table').click();
  const cells = map.locator('tbody tr').first().locator('td');
  await expect(cells).toHaveCount(7);
  const value = await cells.nth(1).innerText();
  await map.getByRole('group', { name: 'Feature reuse in dense block 1' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(map).toContainText(`Layer 2 reads block input x₀: ${value}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/layer=features\.denseblock1\.denselayer2/);
});

for (const [name, viewport] of Object.entries({ desktop: WIDTHS.desktop, phone: WIDTHS.phone })) {
  test(`the class activation map of any top class is drawn exactly over the image: ${name}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    const errors = await show(page);
    const part = page.getByRole('region', { name: 'Where it looks' });
    await part.getByRole('group', { name: 'Class' }).getByRole('button').nth(1).click();
    await expect(page).toHaveURL(/class=\d/);
    await expect(part.getByRole('group', { name: 'Class' }).getByRole('button').nth(1)).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await part.getByText('The map as a table').click();
    await expect(part.locator('td')).toHaveCount(64);
    const values = (await part.locator('td').allInnerTexts()).map(number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const [logit = 0, told = 0, bias = 0] = (
      (await part.locator('[data-sum]').innerText()).match(/−?[\d.]+(?=,| )/g) ?? []
    )
      .slice(-3)
      .map(number);
    expect(told).toBeCloseTo(mean, 1);
    expect(Math.abs(logit - told)).toBeCloseTo(bias, 1);

    const pixel = () =>
      part
        .locator('canvas')
        .first()
        .evaluate((canvas) => {
          const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
          return [...(context?.getImageData(5, 5, 1, 1).data ?? [])].join(' ');
        });
    const before = await pixel();
    await part.getByRole('slider', { name: 'Opacity' }).fill('0');
    await expect.poll(pixel).not.toBe(before);
    await expect(part.getByRole('img', { name: /most at row \d, column \d of 8 by 8/ })).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('is translated into Chinese, and fits on a phone', async ({ page }) => {
  await page.setViewportSize(WIDTHS.phone);
  await show(page);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('densenet-growth h2')).toHaveText('每一层都读取它之前的所有层');
  await expect(page.locator('.measured')).toContainText('与公式一致');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  await expectNoViolations(page);
});
