// The Growth view on a touch screen: tapping, and what a link scrolls into view.
import { expect, open, ready, test, WIDTHS } from './helpers.js';

test.use({ hasTouch: true, isMobile: true, viewport: WIDTHS.phone });

test('a linked layer is scrolled into view, even in a folded block', async ({ page }) => {
  await open(page, '#view=growth&layer=features.denseblock3.denselayer6&pitch=30');
  await ready(page);
  await page.locator('stair-case').scrollIntoViewIfNeeded();
  const selected = page.locator('stair-case [role=option][aria-selected=true]');
  await expect(selected).toBeInViewport();
  await page.getByRole('button', { name: 'Fold blocks' }).tap();
  await expect(selected).toHaveAttribute('aria-label', /^Dense block 3, folded/);
  await page.getByRole('button', { name: 'Unfold blocks' }).tap();
  await expect(selected).toHaveAttribute('data-layer', 'features.denseblock3.denselayer6');
  // On a phone, the buttons are below the staircase.
  await page.locator('stair-case').scrollIntoViewIfNeeded();
  await expect(selected).toBeInViewport();
});

test('a tap selects in the plot and in the heat map, and shows the value of a map’s pixel', async ({
  page,
}) => {
  await open(page, '#view=growth');
  await ready(page);
  const plot = page.locator('channel-plot svg[role=img]');
  await plot.scrollIntoViewIfNeeded();
  const { width = 0 } = (await plot.boundingBox()) ?? {};
  await plot.tap({ position: { x: width - 20, y: 100 } });
  await expect(page).toHaveURL(/layer=features\.denseblock3\.denselayer6/);

  const heat = page.locator('reuse-map').first();
  await heat.locator('canvas').tap({ position: { x: 42, y: 34 } });
  await expect(heat).toContainText('Layer 1 reads block input x₀: 0.0');
  await expect(page).toHaveURL(/layer=features\.denseblock1\.denselayer1(&|$)/);

  await page.locator('layer-maps feature-tiles button').first().tap();
  const dialog = page.locator('map-dialog dialog');
  await dialog.locator('map-canvas').tap({ position: { x: 5, y: 5 } });
  await expect(dialog).toContainText('Column 1, row 1:');
  await dialog.getByText('The map as a table').tap();
  await expect(dialog.locator('td')).toHaveCount(32 * 32);
});

test('a tap cuts a strip, and another one restores it', async ({ page }) => {
  await open(page, '#view=growth&layer=features.denseblock1.denselayer3&pitch=40&tool=connection');
  await ready(page);
  const column = page.locator('stair-case [data-layer="features.denseblock1.denselayer3"]');
  await column.scrollIntoViewIfNeeded();
  const { height = 0 } = (await column.boundingBox()) ?? {};
  // At the bottom of the stack is the block's input.
  const position = { x: 8, y: height - 60 };
  await column.tap({ position });
  await expect(page).toHaveURL(/cuts=1\.3-0/);
  await expect(page.locator('cut-status section')).toContainText('cut in 1 place');
  await column.tap({ position });
  await expect(page).not.toHaveURL(/cuts=/);
});
