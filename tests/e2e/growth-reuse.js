// Measured reuse and the backward pass: what a connection is worth, and how far the error signal reaches. The same with and
// without a WebGPU adapter.
import { cuts, show } from './growth-cuts.js';
import { expect, expectNoViolations, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

/** @param {Page} page */
const measured = (page) => page.locator('reuse-map[kind=effect]');

/** The numbers of a block's table, by row and column. @param {Page} page @param {number} block */
const numbers = (page, block) =>
  measured(page)
    .nth(block - 1)
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)));

export function reuseScenarios() {
  test('every connection is measured; what cutting one does to the logit is what was measured', async ({
    page,
  }) => {
    const errors = await show(page);
    const reuse = page.locator('feature-reuse');
    await reuse.getByRole('group', { name: 'Class' }).getByRole('button', { name: 'bird' }).click();
    await expect(page).toHaveURL(/class=2/);
    await reuse.getByRole('button', { name: 'Measure for this picture' }).click();
    // 7 readers per block, which read 1 + 2 + … + 7 sources.
    await expect(reuse).toContainText('All 84 connections measured.');
    await expect(measured(page)).toHaveCount(3);
    await measured(page).nth(2).getByText('Block 3 as a table').click();
    await expect(measured(page).nth(2).locator('tbody tr')).toHaveCount(7);
    const table = await numbers(page, 3);
    expect(table.flat().filter((text) => text !== '')).toHaveLength(28);
    expect(table.flat().join()).not.toContain('≈');

    // The classifier's logit before and after the connection that is worth most to it is cut.
    const values = table.map((row) => Number((row[6] ?? '').replace('−', '-')));
    const source = values.indexOf(Math.max(...values));
    const logit = async () => {
      const text = await page.locator('class-activation [data-sum]').innerText();
      return Number(/The logit of “bird”, (−?[\d.]+),/.exec(text)?.[1]?.replace('−', '-'));
    };
    const before = await logit();
    await reuse.getByRole('radio', { name: 'Cut connections' }).check();
    const map = measured(page).nth(2).locator('.map');
    await map.focus();
    for (let column = 0; column < 7; column += 1) await page.keyboard.press('ArrowRight');
    for (let row = 0; row < source; row += 1) await page.keyboard.press('ArrowDown');
    await expect(measured(page).nth(2)).toContainText('in Classifier, the logit falls by');
    await page.keyboard.press('Enter');
    await expect.poll(cuts(page)).toBe(`3.end-${source}`);
    await expect.poll(async () => before - (await logit())).toBeCloseTo(values[source] ?? NaN, 1);
    await expect(reuse).toContainText('have changed since: measure again');
    expect(errors).toEqual([]);
  });

  test('a measurement can be cancelled, and shows estimates as such', async ({ page }) => {
    await show(page);
    const reuse = page.locator('feature-reuse');
    // A measurement takes less than a second, so the page itself cancels it as soon as there are estimates, and where it was
    // too late, in another one.
    const measureAndCancel = () =>
      page.locator('densenet-app').evaluate(async (app) => {
        const within = (/** @type {Element | null | undefined} */ host, /** @type {string} */ selector) =>
          /** @type {HTMLElement | null | undefined} */ (host?.shadowRoot?.querySelector(selector));
        const view = within(within(app, 'densenet-growth'), 'feature-reuse');
        const cancel = () => within(within(app, 'status-bar'), 'progress + button') ?? null;
        within(view, 'button.primary')?.click();
        for (let isRunning = false; ; isRunning ||= cancel() !== null) {
          await new Promise((resolve) => setTimeout(resolve));
          const button = cancel();
          if (isRunning && !button) return;
          if (!button || !within(view, '[role=status]')?.innerText.includes(' of 84')) continue;
          button.click();
          return;
        }
      });
    await expect(async () => {
      await measureAndCancel();
      await ready(page);
      await expect(reuse).toContainText(/of 84 connections measured/, { timeout: 500 });
    }).toPass();
    await measured(page).first().getByText('Block 1 as a table').click();
    // The last block is measured first.
    await expect.poll(async () => (await numbers(page, 1)).flat().join()).toContain('≈');
    await measured(page).first().locator('.map').focus();
    await page.keyboard.press('ArrowRight');
    await expect(measured(page).first()).toContainText('(estimated)');
  });

  test('the backward pass plays from right to left, with the size of each gradient', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const errors = await show(page);
    const diagram = page.locator('growth-diagram');
    const caption = diagram.locator('.caption');
    await diagram.getByRole('radio', { name: 'Backward' }).check();
    const group = diagram.getByRole('group', { name: 'The backward pass' });
    await expect(group.getByRole('button', { name: 'Play' })).toBeEnabled();
    for (const name of ['Classifier', 'Final norm', 'Dense block 3, layer 6']) {
      await group.getByRole('button', { name: 'One layer back' }).click();
      await expect(caption).toContainText(name);
    }
    await expect(caption).toContainText(/The logit of “bird” has a gradient of norm [\d.]+ at its output\./);
    await group.getByRole('button', { name: 'One layer on' }).click();
    await expect(caption).toContainText('Final norm');
    await group.getByRole('slider', { name: 'Speed' }).fill('30');
    await group.getByRole('button', { name: 'Play' }).click();
    await expect(caption).toContainText('Stem');
    // What it left stays until the visitor wants the usual picture.
    await group.getByRole('button', { name: 'Show all' }).click();
    await expect(group.getByRole('button', { name: 'Show all' })).toBeDisabled();
    expect(errors).toEqual([]);
  });

  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    test(`measured reuse and the backward pass pass axe and fit a phone, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize(WIDTHS.phone);
      await show(page, '&cuts=2.5-0');
      await page.locator('growth-diagram').getByRole('radio', { name: 'Backward' }).check();
      await page.locator('growth-diagram').getByRole('button', { name: 'One layer back' }).click();
      await page.locator('feature-reuse').getByRole('button', { name: 'Measure for this picture' }).click();
      await expect(page.locator('feature-reuse')).toContainText('All 84 connections measured.');
      await expectNoViolations(page, 'measured reuse');
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}
