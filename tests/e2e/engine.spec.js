// The Engine view, with a WebGPU adapter.
import { expect, expectNoViolations, open, ready, test, WIDTHS } from './helpers.js';

test('shows which engine runs, why, and what it costs', async ({ page }) => {
  const errors = await open(page, '#view=engine');
  await ready(page);
  // `auto` does not use WebGPU on a software adapter.
  await expect(page.locator('.kind')).toHaveText('CPU');
  await expect(page.locator('densenet-engine .now')).toContainText('software');
  await page.locator('main').getByRole('radio', { name: 'WebGPU' }).check();
  await expect(page.locator('.kind')).toHaveText('WebGPU');
  await ready(page);
  const pass = page.getByRole('region', { name: 'One pass' });
  await expect(pass).toContainText('Dispatches');
  await expect(pass).toContainText('176,122');
  await expect(page.getByRole('region', { name: 'Memory' })).toContainText('kB');
  await page.getByRole('button', { name: 'Run 10 times' }).click();
  await ready(page);
  await expect(page.getByRole('region', { name: 'Time', exact: true })).toContainText('of 11 runs');
  expect(errors).toEqual([]);
});

test('lists every layer of the plan', async ({ page }) => {
  await open(page, '#view=engine');
  await ready(page);
  await page.getByText('As a table').click();
  const rows = page.locator('layer-bars tbody tr');
  await expect(rows.first()).toContainText('features.conv0');
  await expect(rows.last()).toContainText('classifier');
  expect(await page.locator('layer-bars i').count()).toBe(await rows.count());
});

for (const engine of ['webgpu', 'cpu']) {
  test(`times each layer: ${engine}`, async ({ page }) => {
    const errors = await open(page, `#view=engine&engine=${engine}`);
    await ready(page);
    await page.getByRole('button', { name: 'Time 50 passes' }).click();
    await expect(page.locator('layer-bars')).toContainText('50 passes after a warm-up pass', {
      timeout: 40_000,
    });
    await page.getByText('As a table').click();
    for (const row of await page.locator('layer-bars td:last-child').all())
      await expect(row).toHaveText(/^(< 0\.1 ms|0\.[1-9]\d* ms|0\.0[5-9]\d* ms|[1-9][\d.]* [mµ]s)$/);
    await expect(page.locator('layer-bars .highest')).toContainText(/ [mµ]s \(/);
    expect(errors).toEqual([]);
  });
}

for (const [name, viewport] of Object.entries({ desktop: WIDTHS.desktop, phone: WIDTHS.phone })) {
  test(`compares the engines on the image: ${name}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const errors = await open(page, '#view=engine');
    await ready(page);
    await page.getByRole('button', { name: 'Run on every engine' }).click();
    const status = page.locator('engine-comparison').getByRole('status');
    await expect(status).toContainText('The engines agree on the top class.', { timeout: 30_000 });
    const [, digits = '', power = '0'] = /([\d.]+) × 10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/.exec(await status.innerText()) ?? [];
    expect(Number(digits)).toBeGreaterThan(0);
    expect('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(power[0] ?? '') >= 4 || power.length > 1).toBe(true);
    await expect(page.locator('engine-comparison table')).toContainText('SwiftShader');
    // Only the adapter, the result, the first run and the later runs are compared.
    await expect(page.locator('engine-comparison tbody th')).toHaveText([
      'Adapter',
      'First guess',
      'First run',
      'Median run',
    ]);
    await ready(page);
    await page.getByText('As a table').click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await expectNoViolations(page, `the compared engines, ${name}`);
    expect(errors).toEqual([]);
  });
}

test('the comparison can be cancelled, and does not affect the loaded network', async ({ page }) => {
  const errors = await open(page, '#view=engine');
  await ready(page);
  const time = page.getByRole('region', { name: 'Time', exact: true });
  // Once in view, the bars run a few passes.
  await page.locator('layer-bars').scrollIntoViewIfNeeded();
  await expect(page.locator('layer-bars')).toContainText('5 passes after a warm-up pass');
  await ready(page);
  const before = await time.innerText();
  const start = page.getByRole('button', { name: 'Run on every engine' });
  await start.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await ready(page);
  await expect(page.locator('engine-comparison .result')).toHaveCount(0);
  await start.click();
  await expect(page.locator('engine-comparison .result')).toBeVisible({ timeout: 30_000 });
  expect(await time.innerText()).toBe(before);
  expect(errors).toEqual([]);
});

test('the cards fill whole rows', async ({ page }) => {
  await open(page, '#view=engine');
  await ready(page);
  const rows = async () => {
    const tops = await page
      .locator('densenet-engine .cards > section')
      .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
    return new Set(tops).size;
  };
  for (const [width, count] of /** @type {const} */ ([
    [WIDTHS.wide.width, 1],
    [1900, 2],
    [1280, 2],
    [WIDTHS.phone.width, 4],
  ])) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(rows).toBe(count);
  }
});

test('in Chinese, text that stays English is marked as English', async ({ page }) => {
  await open(page, '#view=engine&engine=cpu');
  await ready(page);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('densenet-engine .now [lang=en]')).toContainText('WebAssembly');
});

test('switching the engine runs the image again', async ({ page }) => {
  await open(page, '#view=classify');
  await ready(page);
  const first = await page.locator('prediction-list li').first().innerText();
  await page.getByRole('group', { name: 'Engine' }).getByRole('radio', { name: 'WebGPU' }).check();
  await expect(page).toHaveURL(/engine=webgpu/);
  await expect(page.locator('run-facts')).toContainText('WebGPU');
  await ready(page);
  expect(await page.locator('prediction-list li').first().innerText()).toBe(first);
});
