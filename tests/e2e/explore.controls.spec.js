// The settings of the Explore view: their effect on the URL and on history, and how invalid networks are explained.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

/** The value of a key figure. @param {Page} page @param {string} name */
const figure = (page, name) =>
  page.locator('key-figures div', { has: page.getByText(name, { exact: true }) }).locator('.figure');

const settings = (/** @type {Page} */ page) => page.getByRole('region', { name: 'Settings' });

test('presets can be chosen, and undone with Back', async ({ page }) => {
  await open(page, '#view=explore');
  await expect(figure(page, 'Parameters')).toHaveText('7,978,856');
  await page.getByLabel('Start from').selectOption('densenet_bc_100_12');
  await expect(figure(page, 'Parameters')).toHaveText('769,162');
  await expect(page).toHaveURL(/net=densenet_bc_100_12/);
  await page.getByLabel('Start from').selectOption('densenet_40_12');
  await expect(figure(page, 'Depth L')).toHaveText('40');
  await page.goBack();
  await expect(figure(page, 'Parameters')).toHaveText('769,162');
  await expect(page.getByLabel('Start from')).toHaveValue('densenet_bc_100_12');
  await page.goBack();
  await expect(figure(page, 'Parameters')).toHaveText('7,978,856');
});

test('sliders and fields update everything at once and are kept in the URL', async ({ page }) => {
  await open(page, '#view=explore');
  const slider = settings(page).getByRole('slider', { name: 'Growth rate' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/k=33/);
  await expect(settings(page).getByRole('spinbutton', { name: 'Growth rate' })).toHaveValue('33');
  await expect(page.locator('channel-diagram .count').first()).toHaveText(String(64 + 6 * 33));

  await settings(page).getByRole('spinbutton', { name: 'Layers in block 3' }).fill('40');
  await expect(page).toHaveURL(/blocks=6-12-40-16/);
  await settings(page).getByRole('checkbox').uncheck();
  await expect(page).toHaveURL(/bn=none/);
  await expect(page.locator('activation-order ol').first()).not.toContainText('Conv 1 × 1');
  await settings(page).getByRole('spinbutton', { name: 'Number of blocks' }).fill('2');
  await expect(page.locator('channel-diagram .name')).toHaveText(['Block 1', 'Block 2']);
  await settings(page).getByRole('radio', { name: 'CIFAR' }).check();
  await expect(page.locator('channel-diagram .size').first()).toHaveText('32 × 32');

  const url = page.url();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.locator('channel-diagram .size').first()).toHaveText('32 × 32');
  await settings(page).getByRole('button', { name: 'Reset' }).click();
  await expect(figure(page, 'Parameters')).toHaveText('7,978,856');
});

test('dragging adds one history entry', async ({ page }) => {
  await open(page, '#view=explore&net=densenet_40_12');
  const slider = settings(page).getByRole('slider', { name: 'Initial features' });
  // The last section: nothing moves any more.
  await expect(page.locator('random-run')).toBeAttached();
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('The slider is not shown.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.1 * box.width, y);
  await page.mouse.down();
  for (const share of [0.3, 0.5, 0.7, 0.9]) await page.mouse.move(box.x + share * box.width, y);
  await page.mouse.up();
  await expect(page).toHaveURL(/init=1\d\d/);
  await page.goBack();
  await expect(page).not.toHaveURL(/init=/);
  await expect(settings(page).getByRole('spinbutton', { name: 'Initial features' })).toHaveValue('16');
});

test('several changes to one control add one history entry', async ({ page }) => {
  await open(page, '#view=explore&net=densenet_40_12');
  const field = settings(page).getByRole('spinbutton', { name: 'Growth rate' });
  const slider = settings(page).getByRole('slider', { name: 'Growth rate' });
  await slider.focus();
  for (let press = 0; press < 10; press += 1) await slider.press('ArrowRight');
  await expect(field).toHaveValue('22');
  await settings(page).getByRole('slider', { name: 'Initial features' }).press('ArrowRight');
  await expect(page).toHaveURL(/init=17/);
  await page.goBack();
  await expect(page).not.toHaveURL(/init=/);
  await expect(field).toHaveValue('22');
  await page.goBack();
  await expect(field).toHaveValue('12');
});

test('the settings come before the sections in the tab order', async ({ page }) => {
  for (const viewport of [WIDTHS.phone, WIDTHS.desktop]) {
    await page.setViewportSize(viewport);
    await open(page, '#view=explore');
    await page.getByText('All layers as a table').focus();
    await page.keyboard.press('Tab');
    await expect(page.getByLabel('Start from')).toBeFocused();
  }
});

test('invalid networks are explained next to the sliders, and the page keeps working', async ({ page }) => {
  const errors = await open(page, '#view=explore');
  await settings(page).getByRole('spinbutton', { name: 'Compression' }).fill('0.001');
  const alert = settings(page).getByRole('alert');
  await expect(alert).toContainText('Compression rate: so small that transition 1 is left without channels');
  await expect(settings(page).getByRole('spinbutton', { name: 'Compression' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await expect(figure(page, 'Parameters')).toHaveText('7,978,856');
  await ready(page);
  await expect(page.getByRole('button', { name: 'Run with random weights' })).toBeDisabled();
  await expectNoViolations(page);

  await settings(page).getByRole('spinbutton', { name: 'Compression' }).fill('0.5');
  await expect(alert).toBeEmpty();
  for (const [name, value, said] of [
    ['Growth rate', '0', 'Growth rate: this must be a whole number'],
    ['Growth rate', '1.5', 'Growth rate: this must be a whole number'],
    ['Growth rate', '70000', 'Growth rate: this must be from 1 to 65536'],
    ['Growth rate', '5000000000', 'far too large'],
    ['Layers in block 2', '-3', 'Layers in block 2: this must be a whole number'],
    ['Layers in block 1', '5000', 'Layers in block 1: this must be from 1 to'],
    ['Number of blocks', '20', 'Number of blocks: this must be from 1 to 16'],
    ['Input size in pixels', '16', 'pixels is too small'],
    ['Input size in pixels', '-4', 'whole number'],
    ['Classes', '0', 'whole number'],
  ]) {
    const field = settings(page).getByRole('spinbutton', { name });
    const before = await field.inputValue();
    await field.fill(value ?? '');
    await expect(alert).toContainText(said ?? '');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill(before);
    await expect(alert).toBeEmpty();
  }
  expect(errors).toEqual([]);
});

test('an invalid URL still shows a network', async ({ page }) => {
  const errors = await open(page, '#view=explore&net=resnet50&k=many&blocks=a-b&stem=steam&layer=nothing');
  await expect(figure(page, 'Parameters')).toHaveText('7,978,856');
  expect(errors).toEqual([]);
});
