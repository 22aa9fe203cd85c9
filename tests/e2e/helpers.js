// Helpers for the page's tests.
import AxeBuilder from '@axe-core/playwright';
import { expect as plainExpect } from '@playwright/test';

export { test } from '@playwright/test';

/** @import { Page } from '@playwright/test' */

/** Everything is slow on a software GPU and a shared machine. */
export const expect = plainExpect.configure({ timeout: 20_000 });

/** Opens the page at a URL such as `#view=growth`, and collects its errors. @param {Page} page */
export async function open(page, address = '') {
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`./${address}`);
  return errors;
}

/** Waits until the network has been loaded and the page is idle. @param {Page} page */
export async function ready(page) {
  await expect(page.locator('densenet-app')).toHaveAttribute('data-state', 'ready', { timeout: 45_000 });
}

/** @param {Page} page @param {string} [where] */
export async function expectNoViolations(page, where = 'the page') {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect.soft(found, `axe finds fault with ${where}`).toEqual([]);
}

export const WIDTHS = /** @type {const} */ ({
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
  wide: { width: 2560, height: 1300 },
});
