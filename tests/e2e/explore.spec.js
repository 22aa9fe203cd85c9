// The Explore view: what it shows, compared with `planNetwork`.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

/** @import { Page } from '@playwright/test' */

/** The value of a key figure. @param {Page} page @param {string} name */
const figure = (page, name) =>
  page.locator('key-figures div', { has: page.getByText(name, { exact: true }) }).locator('.figure');

const settings = (/** @type {Page} */ page) => page.getByRole('region', { name: 'Settings' });
const diagram = (/** @type {Page} */ page) => page.getByRole('slider', { name: /^Channels of each layer/ });

test('shows densenet121 layer by layer, as in the plan', async ({ page }) => {
  const errors = await open(page, '#view=explore');
  await expect(figure(page, 'Parameters')).toHaveText('7,978,856');
  await expect(figure(page, 'Multiply-accumulates')).toHaveText('2.83 G');
  await expect(figure(page, 'Depth L')).toHaveText('121');
  await expect(page.locator('channel-diagram .count')).toHaveText(['256', '512', '1,024', '1,024']);
  await expect(page.locator('channel-diagram .new')).toHaveCount(58);
  await page.getByText('All layers as a table').click();
  const row = page.locator('layer-readout tr', { hasText: 'features.denseblock4.denselayer16' });
  await expect(row).toContainText('992');
  await expect(row).toContainText('7 × 7');
  expect(errors).toEqual([]);
});

test('computes the article’s example from the plan', async ({ page }) => {
  await open(page, '#view=explore');
  const example = page.getByRole('region', { name: 'What a bottleneck saves' });
  await expect(example).toContainText('64 + 15 · 32 = 544');
  await expect(example).toContainText('544 · 32 · 3 · 3 = 156,672');
  await expect(example).toContainText('544 · 128 + 128 · 32 · 3 · 3 = 106,496');
  await example.getByRole('link').click();
  await expect(page.locator('layer-readout .sum')).toContainText('64 + 15 · 32 = 544');
  await expect(page.locator('channel-diagram .new')).toHaveCount(16);
  await expect(page).toHaveURL(/blocks=16/);
});

test('a link to a section moves the focus there', async ({ page }) => {
  await open(page, '#view=explore&part=memory');
  const memory = page.getByRole('region', { name: 'What concatenation would cost' });
  await expect(memory).toBeInViewport();
  await expect(memory.getByRole('heading', { level: 3 })).toBeFocused();
});

test('says when a network is too large for random weights', async ({ page }) => {
  await open(page, '#view=explore&net=densenet161&k=128');
  await ready(page);
  const start = page.getByRole('button', { name: 'Run with random weights' });
  await expect(start).toBeDisabled();
  await expect(start).toHaveAccessibleDescription(/at most 100,000,000 parameters/);
  await settings(page).getByRole('button', { name: 'Reset' }).click();
  await expect(start).toBeEnabled();
  await expect(page.locator('random-run')).not.toContainText('at most');
});

test('says when the loaded network is a different one, and can explore that', async ({ page }) => {
  const errors = await open(page, '#view=explore');
  await ready(page);
  await expect(page.locator('other-network')).toContainText('DenseNet-BC-40');
  await page.getByRole('button', { name: 'Use its settings' }).click();
  await expect(figure(page, 'Parameters')).toHaveText('176,122');
  await expect(page.getByLabel('Start from')).toHaveValue('densenet_bc_40_12');
  await expect(page.locator('other-network')).toHaveText('');
  expect(errors).toEqual([]);
});

test('initially shows what a bottleneck saves and what transitions keep', async ({ page }) => {
  await open(page, '#view=explore&net=densenet_bc_100_12&theta=0.3');
  await expect(page.locator('layer-readout')).toContainText('⌊0.3 · 216⌋ = 64');
  await expect(page.locator('channel-diagram .ratio')).toHaveText(['×0.3', '×0.3']);
  await expect(page.locator('bottleneck-example .verdict').last()).toContainText('saves');
  await open(page, '#view=explore&k=64&init=128');
  await expect(page.locator('bottleneck-example')).toContainText(/\d,\d{3} · 64 · 3 · 3 = /);
});

test('the diagram can be explored with the keyboard and the pointer', async ({ page }) => {
  await open(page, '#view=explore&net=densenet_bc_40_12');
  await diagram(page).focus();
  await page.keyboard.press('Home');
  await expect(diagram(page)).toHaveAttribute('aria-valuetext', 'Block 1, layer 1: 24 channels in, 12 new');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('layer-readout .sum')).toContainText('24 + 1 · 12 = 36');
  await page.keyboard.press('PageUp');
  await expect(diagram(page)).toHaveAttribute('aria-valuetext', /^Block 2, layer 1: 48/);
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/layer=features.denseblock3.denselayer6/);
  await diagram(page).click({ position: { x: 80, y: 150 } });
  await expect(diagram(page)).toHaveAttribute('aria-valuetext', /^Block 1/);
});

test('says what a ResNet and what concatenation would cost', async ({ page }) => {
  await open(page, '#view=explore');
  const memory = page.getByRole('region', { name: 'What concatenation would cost' });
  await expect(memory).toContainText('58 copies');
  await expect(memory).toContainText('Twice as deep');
  const resnet = page.locator('resnet-comparison');
  await page.getByText('At equal width, which is not equal accuracy').click();
  await expect(resnet.getByText('7,978,856').first()).toBeVisible();
  await resnet.getByText('Stage by stage').click();
  // Stage 1, basic: 6 units of two 3x3 convolutions, 64 to 256 channels, with a 1x1 shortcut in the first unit.
  const first = 64 * 256 * 9 + 11 * 256 * 256 * 9 + 64 * 256 + 13 * 2 * 256;
  await expect(resnet.locator('tbody tr').first()).toContainText(first.toLocaleString('en'));
  const parts = await resnet.locator('tbody tr td:nth-of-type(3)').allInnerTexts();
  const sum = parts.reduce((total, part) => total + Number(part.replaceAll(',', '')), 0);
  expect(sum).toBe(7_978_856);
});

test('compares with ResNets of similar accuracy, as the paper does, and says whose figures these are', async ({
  page,
}) => {
  await open(page, '#view=explore&net=densenet_bc_100_12');
  const resnets = page.getByRole('region', { name: 'Against ResNets of similar accuracy' });
  const row = (/** @type {string} */ name) => resnets.locator('error-comparison tr', { hasText: name });
  await expect(row('DenseNet-201')).toContainText('20,013,928');
  await expect(row('DenseNet-201')).toContainText('22.58% / 21.46%');
  await expect(row('ResNet-101')).toContainText('44,549,160');
  await expect(row('ResNet-101')).toContainText('22.44% / 21.08%');
  await expect(row('ResNet-101')).toContainText('22.63%');
  await expect(resnets.locator('error-comparison a')).toHaveCount(3);
  await expect(resnets.locator('error-scatter').first().locator('circle')).toHaveCount(3);
  // Block 1 has 24 + 16 · 12 channels at its end.
  await page.getByRole('slider', { name: /^Channels of each layer/ }).press('Home');
  await expect(resnets.locator('cost-argument')).toContainText('216 · 216 = 46,656');
  await expect(resnets.locator('cost-argument')).toContainText('(24 + 0 · 12) · 12 = 288');
});

test('runs a network with random weights on the image', async ({ page }) => {
  const errors = await open(page, '#view=explore&net=densenet_40_12&k=8&blocks=3-3-3&init=12&size=48');
  await ready(page);
  await page.getByText('Another picture').click();
  await page.locator('random-run sample-strip').getByRole('button').nth(3).click();
  await ready(page);
  await page.getByRole('button', { name: 'Run with random weights' }).click();
  const runner = page.locator('random-run');
  await expect(runner.getByRole('status')).toContainText(
    'All 14 layers produced features of the expected shape',
    {
      timeout: 30_000,
    },
  );
  await expect(runner.locator('dl')).toContainText('48 × 48');
  await runner.getByText('Shapes of all layers').click();
  const row = runner.locator('tr', { hasText: 'Block 3, layer 3' });
  await expect(row.locator('td').nth(1)).toHaveText('8 × 12 × 12');
  await ready(page);
  await settings(page).getByRole('slider', { name: 'Growth rate' }).press('ArrowRight');
  await expect(runner.getByRole('status')).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('keeps its network while another view is shown', async ({ page }) => {
  await open(page, '#view=explore&net=densenet_40_12&k=20');
  await expect(settings(page).getByRole('spinbutton', { name: 'Growth rate' })).toHaveValue('20');
  const nav = page.getByRole('navigation', { name: 'Views' });
  await nav.getByRole('link', { name: 'Learn' }).click();
  await nav.getByRole('link', { name: 'Explore' }).click();
  await expect(page).toHaveURL(/k=20/);
  await expect(settings(page).getByRole('spinbutton', { name: 'Growth rate' })).toHaveValue('20');
});

test('is translated into Chinese, including errors', async ({ page }) => {
  await open(page, '#view=explore&theta=0.001');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('main').getByRole('heading', { level: 2 })).toHaveText('搭建你自己的 DenseNet');
  const alert = page.locator('explore-controls').getByRole('alert');
  await expect(alert).toContainText('一个通道也不剩');
  await open(page, '#view=explore&k=-3');
  await expect(alert).toContainText('增长率：只能填正整数');
});

for (const [name, viewport] of Object.entries(WIDTHS)) {
  test(`the deepest network fits and passes axe: ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const errors = await open(page, '#view=explore&net=densenet_bc_250_24&blocks=64-64-64');
    await expect(page.locator('channel-diagram .new')).toHaveCount(192);
    await ready(page);
    await page.getByText('All layers as a table').click();
    await page.getByText('At equal width, which is not equal accuracy').click();
    await page.getByText('Stage by stage').click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await expectNoViolations(page);
    expect(errors).toEqual([]);
  });
}
