// What the page's tests share.
import AxeBuilder from '@axe-core/playwright';
import { expect as plainExpect } from '@playwright/test';

export { test } from '@playwright/test';

/** @import { Page } from '@playwright/test' */

/** Everything takes its time where the graphics processor is software, and the machine is shared. */
export const expect = plainExpect.configure({ timeout: 20_000 });

/** Opens the page at an address such as `#view=growth`, and gathers what goes wrong in it. @param {Page} page */
export async function open(page, address = '') {
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`./${address}`);
  return errors;
}

/** Waits until nothing runs any more, and the network has been loaded. @param {Page} page */
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
