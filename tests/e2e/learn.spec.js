// The Learn view: seven ideas, their figures, and links to the diagrams.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

const IDEAS = [
  'Dense connectivity',
  'Growth rate',
  'Bottleneck layers',
  'Transition and compression',
  'Pre-activation',
  'Implicit deep supervision',
  'Memory',
];

test('every idea has text, a figure and a table', async ({ page }) => {
  const errors = await open(page, '#view=learn');
  for (const [index, name] of IDEAS.entries()) {
    const idea = page.getByRole('region', { name: `${index + 1} ${name}` });
    await expect(idea.getByRole('img')).toBeVisible();
    expect((await idea.getByRole('img').getAttribute('aria-label'))?.length).toBeGreaterThan(40);
    await idea.getByText('As a table').click();
    await expect(idea.getByRole('table')).toBeVisible();
    await expect(idea.getByRole('link').first()).toHaveAttribute('href', /#/);
    await expect(idea.getByRole('link', { name: /^Step \d of the guided story/ })).toHaveAttribute(
      'href',
      /story=\d/,
    );
  }
  const equations = page.getByRole('region', { name: /Dense connectivity/ }).locator('.equations dd');
  await expect(equations).toHaveCount(3);
  await expect(equations.first().locator('.visually-hidden')).toHaveText(/^x sub l equals/);
  // With any font, the subscript ends below the bottom of its letter.
  const bottoms = await equations
    .first()
    .locator('var, sub')
    .evaluateAll((parts) => parts.slice(0, 2).map((part) => part.getBoundingClientRect().bottom));
  expect(bottoms[1]).toBeGreaterThan(bottoms[0] ?? Infinity);
  await ready(page);
  await expectNoViolations(page);
  expect(errors).toEqual([]);
});

test('the numbers in the figures match the text', async ({ page }) => {
  await open(page, '#view=learn');
  const bottleneck = page.getByRole('region', { name: /Bottleneck layers/ });
  await expect(bottleneck.locator('.total')).toHaveText(['156,672', '106,496']);
  const growth = page.getByRole('region', { name: /Growth rate/ });
  await expect(growth.locator('svg .count')).toHaveText(['4', '6', '8', '10']);
  const memory = page.getByRole('region', { name: /7 Memory/ });
  await expect(memory.locator('svg .total')).toHaveText(['36 channels held', '12 channels held']);
  await expect(memory.locator('svg .cell')).toHaveCount(36 + 12);
});

test('buttons show the ideas in the diagrams, and Back returns', async ({ page }) => {
  await open(page, '#view=learn');
  await page
    .getByRole('region', { name: /Bottleneck layers/ })
    .getByRole('link', { name: 'Try it in Explore' })
    .click();
  await expect(page.locator('layer-readout .sum')).toContainText('64 + 15 · 32 = 544');
  await expect(page.getByRole('region', { name: 'What a bottleneck saves' })).toBeInViewport();
  await page.goBack();
  await page
    .getByRole('region', { name: /7 Memory/ })
    .getByRole('link', { name: 'Try it in Explore' })
    .click();
  await expect(page.getByLabel('Start from')).toHaveValue('densenet161');
  await expect(page.getByRole('region', { name: 'What concatenation would cost' })).toBeInViewport();
  await page.goBack();
  await page
    .getByRole('region', { name: /Growth rate/ })
    .getByRole('link', { name: 'See it in Growth' })
    .click();
  await expect(page).toHaveURL(/#layer=features.denseblock2.denselayer6/);
  await page.goBack();
  await ready(page);
  const supervision = page.getByRole('region', { name: /6 Implicit/ });
  await expect(supervision).toContainText('the final norm: it reads every layer of the last block');
  await supervision.getByRole('link', { name: 'See it in Growth' }).click();
  await expect(page).toHaveURL(/#layer=features.norm_final/);
});

test('the code is shown in both languages, and can be scrolled with the keyboard', async ({ page }) => {
  await open(page, '#view=learn&idea=code');
  const code = page.getByRole('region', { name: 'The code' });
  await expect(code.getByRole('heading', { name: 'The code' })).toBeFocused();
  const rust = code.getByRole('region', { name: 'Rust: src/model/dense_layer.rs' });
  await expect(rust).toContainText('impl DenseLayer {');
  await rust.focus();
  await expect(rust).toBeFocused();
  await expect(code.getByRole('region', { name: 'PyTorch, DenseNet' })).toContainText(
    'block_config=(6, 12, 24, 16)',
  );
  await expect(code).toContainText('Computed on this page, from the network’s plan: 7,978,856.');
});

test('an idea can be linked to, and reached with the keyboard', async ({ page }) => {
  await open(page, '#view=learn&idea=memory');
  const memory = page.getByRole('region', { name: /7 Memory/ });
  await expect(memory).toBeInViewport();
  await expect(memory.getByRole('heading')).toBeFocused();
  await page
    .getByRole('navigation', { name: 'The ideas' })
    .getByRole('link', { name: /Growth rate/ })
    .press('Enter');
  await expect(page).toHaveURL(/idea=growth/);
  await expect(page.getByRole('region', { name: /2 Growth rate/ }).getByRole('heading')).toBeFocused();
  await page.goBack();
  await expect(memory.getByRole('heading')).toBeFocused();
});

test('animations can be paused, and do not run with reduced motion', async ({ page }) => {
  await open(page, '#view=learn');
  const pulse = page.locator('learn-idea .pulse').first();
  const state = () => pulse.evaluate((path) => getComputedStyle(path).animationPlayState);
  expect(await state()).toBe('running');
  await page.getByRole('button', { name: 'Pause the animations' }).click();
  await expect.poll(state).toBe('paused');
  // What is out of view does not move.
  await expect(page.locator('learn-idea').first()).toHaveAttribute('moving');
  await expect(page.locator('learn-idea').last()).not.toHaveAttribute('moving');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByRole('button', { name: /animations/ })).toBeHidden();
  expect(await pulse.evaluate((path) => getComputedStyle(path).animationName)).toBe('none');
  await expect(page.locator('learn-idea .appear').first()).toHaveCSS('opacity', '1');
  const [chips, card] = await Promise.all([
    page.getByRole('navigation', { name: 'The ideas' }).boundingBox(),
    page.locator('learn-idea').first().boundingBox(),
  ]);
  expect((card?.y ?? 0) - (chips?.y ?? 0) - (chips?.height ?? 0)).toBeGreaterThan(12);
});

test('is translated into Chinese', async ({ page }) => {
  await open(page, '#view=learn');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('learn-idea h3').first()).toContainText('稠密连接');
  const latin = await page.locator('learn-idea p').allInnerTexts();
  expect(latin.length).toBeGreaterThan(10);
  for (const paragraph of latin) expect(paragraph).toMatch(/[\u4e00-\u9fff]/);
});

for (const [name, viewport] of Object.entries(WIDTHS)) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`fits and passes axe: ${name}, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, '#view=learn');
      await ready(page);
      await expect(page.locator('learn-idea')).toHaveCount(IDEAS.length);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      await expectNoViolations(page);
    });
  }
}
