// What the page says about a checkpoint file, and editing it.
import { readFileSync } from 'node:fs';
import { expect, expectNoViolations, ready, WIDTHS } from './helpers.js';
import { calls, CHECKPOINT, drop, file, openWith, photo, test } from './intake-fixture.js';

const REFUSED = {
  problem: 'needs-assumption',
  growthRate: 12,
  blockConfig: [6, 6, 6],
  numClasses: 10,
  assumptions: ['concatenation-order', 'transition-relu'],
  facts: {
    format: 'pytorch-zip',
    scheme: null,
    prefix: 'module.',
    tensors: 120,
    names: ['module.b1.u1.n.weight', '<img src=x onerror=alert(1)>'],
    missing: [],
    unused: [],
  },
};

test('the panel says what the file is and where each value comes from', async ({ page, site }) => {
  const errors = await openWith(page, site, {});
  await ready(page);
  await page.getByRole('button', { name: 'About this file' }).click();
  const panel = page.getByRole('dialog', { name: 'About this file' });
  await expect(panel).toContainText('DenseNet-BC-40');
  const row = (/** @type {string} */ name) =>
    panel
      .locator('.fact')
      .filter({ has: page.locator('dt', { hasText: name }) })
      .first();
  await expect(row('Format')).toContainText('safetensors');
  await expect(row('Implementation')).toContainText('torchvision');
  await expect(row('Growth rate')).toContainText('4');
  await expect(row('Growth rate').locator('.badge')).toHaveText('checkpoint');
  await expect(row('Mean')).toContainText('0.4914, 0.4822, 0.4465');
  await expect(row('Mean').locator('.badge')).toHaveText('file');
  await expect(row('Centre crop').locator('.badge')).toHaveText('default');
  await expectNoViolations(page, 'the panel');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('labels and preprocessing can be edited with the keyboard, applied and exported', async ({
  page,
  site,
}) => {
  await openWith(page, site, {});
  await ready(page);
  await page.getByRole('button', { name: 'About this file' }).press('Enter');
  const panel = page.getByRole('dialog', { name: 'About this file' });
  await panel.getByRole('button', { name: 'Edit labels and preprocessing' }).press('Enter');
  await expect(panel.getByLabel('Height in pixels')).toBeFocused();
  await panel.getByLabel('Standard deviation').fill('0.5, 0');
  await panel.getByLabel('Centre crop').fill('2');
  await panel.getByRole('button', { name: 'Apply' }).click();
  await expect(panel.getByLabel('Standard deviation')).toBeFocused();
  await expect(panel.getByLabel('Standard deviation')).toHaveAttribute('aria-invalid', 'true');
  await expect(panel).toContainText('3 numbers above 0');
  await expect(panel).toContainText('A number from 0.1 to 1.');
  await expectNoViolations(page, 'the form');
  expect((await calls(page)).configure).toEqual([]);

  await panel.getByLabel('Standard deviation').fill('0.5 0.5 0.5');
  await panel.getByLabel('Centre crop').fill('0.875');
  const names = ['plane', 'thing 1', 'thing 8'];
  await panel.getByRole('textbox', { name: /^Labels/ }).fill(names.join('\n'));
  await panel.getByLabel('Centre crop').press('Enter');
  await expect(panel.getByRole('button', { name: 'Edit labels and preprocessing' })).toBeFocused();
  const [{ metadata }] = (await calls(page)).configure;
  expect(metadata.pretrained_cfg.std).toEqual([0.5, 0.5, 0.5]);
  expect(metadata.label_names).toEqual(names);
  const badge = (/** @type {string} */ name) =>
    panel
      .locator('.fact')
      .filter({ has: page.locator('dt', { hasText: name }) })
      .locator('.badge');
  await expect(badge('Standard deviation')).toHaveText('you');
  // What was not changed keeps where it came from.
  await expect(badge('Mean')).toHaveText('file');
  await expect(badge('Centre crop')).toHaveText('default');

  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export config.json' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('config.json');
  expect(JSON.parse(readFileSync(await download.path(), 'utf8')).label_names).toEqual(names);
  await panel.getByRole('button', { name: 'Close' }).click();
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText(/plane|thing/);
  await expect(page.locator('prediction-list')).toContainText('thing 8');
});

test('a refused file shows what was found; on an assumption it loads, and says so everywhere', async ({
  page,
  site,
}) => {
  await openWith(page, site, { 'unknown.pth': { refusal: REFUSED, facts: { format: 'pytorch-zip' } } });
  await ready(page);
  await drop(page, [file('unknown.pth', CHECKPOINT), photo('cat-2')]);
  const panel = page.getByRole('dialog', { name: 'About this file' });
  await expect(panel).toContainText('unknown.pth');
  await expect(panel).toContainText('PyTorch (zip container)');
  await expect(panel).toContainText('module.b1.u1.n.weight');
  // Names are text.
  await expect(panel).toContainText('<img src=x onerror=alert(1)>');
  await expect(panel).toContainText('whether the transitions have a ReLU');
  await expectNoViolations(page, 'a refusal');
  await panel.getByRole('button', { name: 'Close' }).click();
  // The old network is still there, and the panel can be opened again.
  await expect(page.getByRole('button', { name: /^Network DenseNet-BC-40/ })).toBeVisible();
  await page.locator('status-bar').getByRole('button', { name: 'About this file' }).click();
  await panel.getByRole('button', { name: 'Read it as torchvision would' }).click();

  await expect(page.getByRole('dialog', { name: 'About this file' })).toContainText('unknown.pth (assumed)');
  expect((await calls(page)).load.at(-1)).toMatchObject({ files: ['unknown.pth'], assume: 'torchvision' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Network unknown.pth (assumed)' })).toBeVisible();
  await expect(page.locator('status-bar')).toContainText('That is an assumption');
  // The picture that came with it is classified.
  await expect(page.locator('figcaption')).toHaveText('cat-2.jpg');
  await ready(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Engine' }).click();
  await expect(page.locator('densenet-engine .now')).toContainText('unknown.pth (assumed)');
});

test('well-known classes are offered, and used only after a click', async ({ page, site }) => {
  const cifar = ['aeroplane', 'b', 'c'];
  const labelSets = [
    { name: 'CIFAR-3', classes: 3, labels: cifar, published: 'batches.meta.txt' },
    { name: 'Places3', classes: 3, labels: null, published: 'places.txt' },
  ];
  await openWith(page, site, { bundled: { facts: { labelSets } } });
  await ready(page);
  await page.getByRole('button', { name: 'About this file' }).click();
  const panel = page.getByRole('dialog', { name: 'About this file' });
  await expect(panel).toContainText('The file does not name its 3 classes.');
  await expect(panel).toContainText('places.txt');
  await panel.getByRole('button', { name: 'Use CIFAR-3' }).click();
  await expect(panel).not.toContainText('The file does not name');
  expect((await calls(page)).configure).toEqual([{ labels: cifar }]);
});

for (const [name, viewport] of Object.entries({ phone: WIDTHS.phone, desktop: WIDTHS.desktop }))
  for (const colorScheme of /** @type {const} */ (['light', 'dark']))
    test(`the panel fits and is accessible: ${name}, ${colorScheme}`, async ({ page, site }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await openWith(page, site, { 'a.pth': { refusal: REFUSED } });
      await ready(page);
      const panel = page.getByRole('dialog', { name: 'About this file' });
      const fits = async () => {
        const over = await panel.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
        expect.soft(over).toBeLessThanOrEqual(0);
        await expectNoViolations(page, name);
      };
      await page.getByRole('button', { name: 'About this file' }).click();
      await panel.getByText('What the marks mean').click();
      await fits();
      await panel.getByRole('button', { name: 'Edit labels and preprocessing' }).click();
      await fits();
      await page.keyboard.press('Escape');
      await drop(page, [file('a.pth', CHECKPOINT)]);
      await expect(panel).toContainText('a.pth');
      await fits();
      await panel.getByRole('button', { name: 'Read it as torchvision would' }).click();
      await expect(panel).toContainText('a.pth (assumed)');
      await fits();
    });
