// What the page says of answers that are no ordinary softmax: rejected pictures, independent classes, no classifier, grey
// networks; and that labels are text.
import { readFile } from 'node:fs/promises';
import { expect, expectNoViolations, ready } from './helpers.js';
import { CHECKPOINT, drop, file, openWith, photo, test } from './intake-fixture.js';

/** @import { Facts } from '../../www/app/intake.js' */

/** @type {Partial<Facts>} */
const THRESHOLD = { metadata: { threshold: { value: 5.25, from: 'file' } } };

test('a rejected picture is none of the classes, wherever the answer is shown', async ({ page, site }) => {
  await openWith(page, site, { bundled: { rejected: true, facts: THRESHOLD } });
  await ready(page);
  const list = page.locator('prediction-list');
  await expect(list).toContainText('None of my classes');
  await expect(list.getByRole('list', { name: 'The nearest classes' })).toBeVisible();
  await expect(list.getByRole('status')).toHaveText('None of my classes');
  await expect(list).toContainText('The network knows this class, but finds the evidence too weak.');
  await expect(list).not.toContainText('whatever the picture shows');
  await expectNoViolations(page, 'a rejected picture');
  await list.getByRole('button', { name: 'How the threshold was chosen' }).click();
  await expect(page.getByRole('dialog').locator('#threshold')).toBeFocused();
  await expect(page.getByRole('dialog').locator('#threshold')).toContainText('5.25');
  await page.keyboard.press('Escape');

  await drop(page, [photo('cat-2'), photo('dog-2')]);
  const row = page.locator('batch-table tbody tr').first();
  await expect(row).toContainText('None of my classes nearest: airplane, 70.0%');
  await ready(page);
  const saved = async (/** @type {string} */ name) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFile(await (await waiting).path(), 'utf8');
  };
  expect(await saved('Download CSV')).toMatch(/^cat-2\.jpg,done,airplane,0\.7,.*,true,2\.5,\r?$/m);
  expect(JSON.parse(await saved('Download JSON')).pictures[1].rejected).toBe(true);

  await page.getByRole('navigation').getByRole('link', { name: 'Growth' }).click();
  await expect(page.locator('class-activation')).toContainText('none of my classes');
});

for (const [kind, words] of /** @type {const} */ ([
  ['sigmoid', 'Independent probabilities'],
  ['op-norm', 'Independent scores'],
]))
  test(`independent classes have bars of their own: ${kind}`, async ({ page, site }) => {
    const predictions = [
      { label: 'Edema', probability: 0.9 },
      { label: 'Mass', probability: 0.8 },
      { label: 'Hernia', probability: 0.1 },
    ];
    /** @type {Partial<Facts>} */
    const facts = { metadata: { activation: { value: { kind }, from: 'checkpoint' } } };
    await openWith(page, site, { bundled: { facts, predictions } });
    await ready(page);
    const list = page.locator('prediction-list');
    await expect(list).toContainText(words);
    await expect(list).toContainText('don’t add up to 100 %');
    await expect(list.locator('li')).toHaveText([/Edema\s*90\.0%/, /Mass\s*80\.0%/, /Hernia\s*10\.0%/]);
    await expect(list).not.toContainText('unsure');
    await expect(list).toContainText('judges each on its own');
  });

test('one output is one bar', async ({ page, site }) => {
  /** @type {Partial<Facts>} */
  const facts = { metadata: { activation: { value: 'sigmoid', from: 'assumption' } } };
  await openWith(page, site, { bundled: { facts, classes: 1 } });
  await ready(page);
  await expect(page.locator('prediction-list li')).toHaveCount(1);
  await expect(page.locator('prediction-list')).toContainText('It knows one class');
});

test('a network without a classifier says so, and Growth works', async ({ page, site }) => {
  const errors = await openWith(page, site, { bundled: { classes: 0 } });
  await ready(page);
  await expect(page.locator('prediction-list')).toContainText('This network has no classifier');
  await page.getByRole('link', { name: 'See its features grow' }).click();
  await expect(page.locator('layer-maps')).toContainText('Its 4 output maps');
  await expect(page.locator('class-activation')).toHaveCount(0);
  await page.getByRole('navigation').getByRole('link', { name: 'Engine' }).click();
  await expect(page.getByRole('button', { name: 'Benchmark' })).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('a network of one channel sees shades of grey', async ({ page, site }) => {
  const errors = await openWith(
    page,
    site,
    { bundled: { channels: 1 } },
    '#view=growth&layer=features.conv0',
  );
  await ready(page);
  await expect(page.locator('layer-maps')).toContainText('The picture itself, in shades of grey.');
  await page.locator('feature-tiles button').first().click();
  const colours = () =>
    page.locator('map-dialog network-input canvas').evaluate((canvas) => {
      const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
      const data = [...(context?.getImageData(0, 0, 8, 8).data ?? [])];
      const isGrey = (/** @type {number} */ at) =>
        at % 4 !== 0 || (data[at] === data[at + 1] && data[at] === data[at + 2]);
      return { isGrey: data.every((_, at) => isGrey(at)), shades: new Set(data).size > 3 };
    });
  await expect.poll(colours).toEqual({ isGrey: true, shades: true });
  expect(errors).toEqual([]);
});

test('labels, file names and messages with markup are text', async ({ page, site }) => {
  const markup = '<img src=x onerror="globalThis.hacked = true">';
  const labels = [markup, '<b>bold</b>', 'constructor'];
  /** @type {Partial<Facts>} */
  const facts = {
    scheme: markup,
    architecture: markup,
    ignored: [markup],
    warnings: [{ problem: markup }],
    metadata: { labels: { value: labels, from: 'file' } },
  };
  const refusal = { problem: markup, facts: { names: [markup], missing: [markup], tensors: 1 } };
  const name = `${markup}.pth`;
  const errors = await openWith(page, site, { [name]: { facts }, bad: { refusal } });
  await ready(page);
  await drop(page, [file(name, CHECKPOINT)]);
  await expect(page.getByRole('button', { name: `Network ${name}` })).toBeVisible();
  await ready(page);
  for (const label of labels) await expect(page.locator('prediction-list')).toContainText(label);
  await page.getByRole('button', { name: 'About this file' }).click();
  await expect(page.getByRole('dialog').locator('.fact', { hasText: 'Implementation' })).toContainText(
    markup,
  );
  await page.keyboard.press('Escape');
  await page.getByRole('navigation').getByRole('link', { name: 'Growth' }).click();
  await expect(page.locator('class-activation')).toContainText('<b>bold</b>');
  await drop(page, [file('bad', CHECKPOINT)]);
  await expect(page.getByRole('dialog')).toContainText(markup);
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(errors).toEqual([]);
});
