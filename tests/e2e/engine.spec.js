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
  test(`the benchmark compares times and results, and can be copied: ${name}`, async ({ page, context }) => {
    test.setTimeout(120_000);
    const withBurn = name === 'desktop';
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.setViewportSize(viewport);
    const errors = await open(page, '#view=engine');
    await ready(page);
    // Once they have been timed, the layers are not timed again unasked.
    await page.getByRole('button', { name: 'Time 50 passes' }).click();
    await ready(page);
    const before = await page.getByRole('region', { name: 'Time', exact: true }).innerText();
    await page.getByLabel('with burn').setChecked(withBurn);
    await page.getByRole('button', { name: 'Benchmark' }).click();
    const status = page.locator('engine-benchmark').getByRole('status').first();
    await expect(status).toContainText('The engines agree on the top class.', { timeout: 40_000 });
    const [, digits = '', power = '0'] = /([\d.]+) × 10⁻([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/.exec(await status.innerText()) ?? [];
    expect(Number(digits)).toBeGreaterThan(0);
    expect('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(power[0] ?? '') >= 4 || power.length > 1).toBe(true);
    await expect(status).toContainText(/Fastest: CPU, median warm run\s+[\d.]+ ms\s+[\d.]+ times as fast as/);
    await expect(page.locator('engine-benchmark thead th')).toHaveCount(withBurn ? 4 : 3);
    await expect(page.locator('engine-benchmark table')).toContainText('SwiftShader');
    await expect(page.locator('benchmark-machine dl')).toContainText('Threads per workgroup');

    await page.getByRole('button', { name: 'Copy as JSON' }).click();
    await expect(page.locator('benchmark-machine').getByRole('status')).toHaveText('Copied.');
    const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(report.network.parameters).toBe(176_122);
    const engines = withBurn ? ['webgpu', 'cpu', 'burn'] : ['webgpu', 'cpu'];
    expect(report.engines.map((/** @type {{ engine: string }} */ { engine }) => engine)).toEqual(engines);
    for (const { load, firstRun, warm } of report.engines) {
      for (const time of [load, firstRun, warm.min]) expect(time).toBeGreaterThan(0);
      expect(warm.runs).toBeGreaterThanOrEqual(3);
      for (const quartile of warm.quartiles) expect(quartile).toBeGreaterThanOrEqual(warm.min);
      expect(warm.max).toBeGreaterThanOrEqual(warm.median);
    }
    expect(report.machine).toMatchObject({
      crossOriginIsolated: false,
      gpu: { adapter: { vendor: 'google' } },
    });

    await ready(page);
    await page.getByText('As a table').click();
    await page.getByText('The same as JSON').click();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
    await expectNoViolations(page, `the benchmark, ${name}`);
    // The visitor's own network has not run.
    expect(await page.getByRole('region', { name: 'Time', exact: true }).innerText()).toBe(before);
    expect(errors).toEqual([]);
  });
}

test('the benchmark can be cancelled', async ({ page }) => {
  const errors = await open(page, '#view=engine');
  await ready(page);
  const start = page.getByRole('button', { name: 'Benchmark' });
  await start.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await ready(page);
  await expect(page.locator('engine-benchmark .result')).toBeHidden();
  await start.click();
  await expect(page.locator('engine-benchmark .result')).toBeVisible({ timeout: 30_000 });
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
