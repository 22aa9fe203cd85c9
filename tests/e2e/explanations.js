// What explains an answer in Growth and Learn. The same tests run on both engines.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

/** @param {string} text */
const numbers = (text) => [...text.matchAll(/[−+-]?\d+(?:\.\d+)?/g)].map(([one]) => number(one));
/** @param {string} text */
const number = (text) => Number(text.replace('−', '-').replace(/ × 10⁻\S+/, ''));

/** @param {Page} page @param {string} name */
const part = (page, name) => page.getByRole('region', { name });

/** @param {Page} page @param {string} engine */
async function show(page, engine, address = '') {
  const errors = await open(page, `#view=growth&sample=bird-1&engine=${engine}${address}`);
  await ready(page);
  return errors;
}

/** @param {Page} page @param {string} engine */
async function whoDecided(page, engine) {
  const errors = await show(page, engine);
  const who = part(page, 'Who decided this?');
  const rows = who.getByRole('list', { name: 'What each layer adds to the logit of “bird”' });
  // The input of the last block, its six layers, and the bias.
  await expect(rows.getByRole('listitem')).toHaveCount(8);
  const check = async () => {
    const values = (await rows.locator('.value').allInnerTexts()).map(number);
    const [total = 0, bias = 0, sum = 0, logit = 0] = numbers(await who.locator('[data-sum]').innerText());
    expect(total + bias).toBeCloseTo(sum, 3);
    expect(sum).toBeCloseTo(logit, 3);
    expect(values.reduce((all, value) => all + value, 0)).toBeCloseTo(logit, 1);
    return logit;
  };
  const bird = await check();

  // Any class can be chosen, with the keyboard too; everything follows.
  const others = who.getByRole('combobox', { name: 'Another class…' });
  await others.focus();
  await others.selectOption({ label: 'ship' });
  await expect(page).toHaveURL(/class=8/);
  await expect(who.getByRole('list', { name: /“ship”/ })).toHaveAttribute('aria-busy', 'false');
  await expect(
    part(page, 'Where it looks').getByRole('button', { name: 'ship', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');
  const ship = numbers(await who.locator('[data-sum]').innerText())[3] ?? 0;
  expect(ship).toBeLessThan(bird);
  // The classifier's own logit.
  const activation = await part(page, 'Where it looks').locator('[data-sum]').innerText();
  expect(numbers(activation)[0]).toBeCloseTo(ship, 1);

  await who.getByRole('button', { name: 'Dense block 3, layer 3' }).press('Enter');
  await expect(page).toHaveURL(/layer=features\.denseblock3\.denselayer3/);
  await expect(who.locator('[aria-current=true]')).toHaveText('Dense block 3, layer 3');
  expect(errors).toEqual([]);
}

/** @param {Page} page @param {string} engine */
async function looks(page, engine) {
  const errors = await show(page, engine, '&layer=features.denseblock2.denselayer3');
  const where = part(page, 'Where it looks');
  await where.getByRole('radio', { name: 'Grad-CAM' }).check();
  await expect(where.getByRole('img', { name: /^Grad-CAM of “bird”.* of 16 by 16 positions/ })).toBeVisible();
  await expect(where).toContainText('At Dense block 2, layer 3');
  // Its evidence has no sign, other than the class map's.
  await where.getByText('The map as a table').click();
  await expect(where.locator('td')).toHaveCount(256);
  for (const value of await where.locator('td').allInnerTexts())
    expect(number(value)).toBeGreaterThanOrEqual(0);
  await where.getByRole('radio', { name: 'Grad-CAM' }).press('ArrowRight');
  await expect(where.getByRole('img', { name: /^Saliency of “bird”.* of 32 by 32 pixels/ })).toBeVisible();
  await expect(page).toHaveURL(/look=saliency/);
  await expect(where.locator('td')).toHaveCount(1024);
  await page.reload();
  await ready(page);
  await expect(where.getByRole('radio', { name: 'Saliency' })).toBeChecked();
  await where.getByRole('radio', { name: 'Class map' }).check();
  await expect(where.getByRole('img', { name: /of 8 by 8 positions/ })).toBeVisible();
  const [low = 0, high = 0] = (await where.locator('colour-legend .ends span').allInnerTexts())
    .filter((text) => text !== '0')
    .map(number);
  expect(low).toBe(-high);
  expect(errors).toEqual([]);
}

/** @param {Page} page @param {string} engine */
async function gradients(page, engine) {
  const errors = await show(page, engine);
  const region = part(page, 'The gradient at each layer');
  await region.scrollIntoViewIfNeeded();
  await expect(region.locator('[data-value]')).toContainText('The logit of “bird” is');
  await region.getByText('Gradients as a table').click();
  const cells = region.locator('td');
  // The stem, 18 dense layers, two transitions and the final norm.
  await expect(cells).toHaveCount(22);
  const norms = (await cells.allInnerTexts()).map(number);
  for (const norm of norms) expect(norm).toBeGreaterThan(0);

  const keys = region.getByRole('group', { name: 'Gradients by layer. Arrow keys read them.' });
  await keys.focus();
  await page.keyboard.press('ArrowRight');
  await expect(region.locator('gradient-plot p').first()).toContainText('Dense block 2, layer 5:');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/layer=features\.denseblock2\.denselayer5/);
  const box = await region.getByRole('img').boundingBox();
  await region.getByRole('img').click({ position: { x: (box?.width ?? 0) - 20, y: 100 } });
  await expect(page).toHaveURL(/layer=features\.norm_final/);

  await region.getByRole('radio', { name: 'Loss' }).check();
  await expect(region.locator('[data-value]')).toContainText('the loss would be');
  await region.getByRole('radio', { name: 'Mean' }).check();
  await expect.poll(async () => (await cells.allInnerTexts()).map(number)).not.toEqual(norms);
  expect(errors).toEqual([]);
}

/** @param {Page} page @param {string} engine */
async function learned(page, engine) {
  const errors = await open(page, `#view=learn&idea=supervision&sample=bird-1&engine=${engine}`);
  await ready(page);
  const idea = page.getByRole('region', { name: '6 Implicit deep supervision' });
  await idea.getByText('Measured in this network').scrollIntoViewIfNeeded();
  await expect(idea.getByRole('img', { name: /^The gradient for “bird”/ })).toBeVisible();
  await expect(idea).toContainText('in densenet_bc_40_12, for Kingfisher');
  await idea.getByText('Gradients as a table').click();
  const shown = await idea.locator('gradient-plot td').allInnerTexts();
  expect(shown).toHaveLength(22);
  // Growth measures the same.
  await page.getByRole('link', { name: 'Growth', exact: true }).click();
  const region = part(page, 'The gradient at each layer');
  await region.scrollIntoViewIfNeeded();
  await region.getByText('Gradients as a table').click();
  await expect(region.locator('td')).toHaveText(shown);
  expect(errors).toEqual([]);
}

/** Registers the tests for an engine. @param {'cpu' | 'webgpu'} engine */
export function testExplanations(engine) {
  test('a logit is the sum of what each layer adds', ({ page }) => whoDecided(page, engine));
  test('Grad-CAM at any layer, and saliency', ({ page }) => looks(page, engine));
  test('the gradient of each layer', ({ page }) => gradients(page, engine));
  test('Learn shows measured gradients', ({ page }) => learned(page, engine));
}

/** How it looks does not depend on the engine. */
export function testAppearance() {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`explanations fit on a phone and pass axe: ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(WIDTHS.phone);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await show(page, 'cpu', '&look=saliency');
      // What needs a backward pass is computed when it comes into view.
      await part(page, 'Where it looks').scrollIntoViewIfNeeded();
      await expect(page.getByRole('img', { name: /^Saliency/ })).toBeVisible();
      await part(page, 'The gradient at each layer').scrollIntoViewIfNeeded();
      await expect(page.locator('layer-gradients [data-value]')).toBeVisible();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      await expectNoViolations(page);
    });
  }
}
