// Files that are dropped: a checkpoint with what belongs to it, or a config.json and labels alone.
import { expect, ready } from './helpers.js';
import { calls, CHECKPOINT, drop, file, openWith, photo, test } from './intake-fixture.js';

test('a checkpoint is loaded with the files that come with it, whatever they are called', async ({
  page,
  site,
}) => {
  await openWith(page, site, {});
  await ready(page);
  const labels = ['ape', 'bee', 'cow'].join('\n');
  await drop(page, [
    photo('cat-2'),
    file('settings', '{"num_classes": 3}'),
    file('names', labels),
    file('part-2', CHECKPOINT),
    file('README.md', '# Notes\n\nNothing of use.\n'),
    file('index', '{"weight_map": {}}'),
    photo('dog-2'),
  ]);
  await expect(page.getByRole('button', { name: 'Network index' })).toBeVisible();
  expect((await calls(page)).load.at(-1)).toEqual({
    files: ['index', 'part-2'],
    metadata: { num_classes: 3 },
    labels: labels.split('\n'),
  });
  await expect(page.locator('batch-table')).toContainText('2 of 2 pictures');
  await ready(page);
  await page.getByRole('button', { name: 'About this file' }).click();
  await expect(page.getByRole('dialog', { name: 'About this file' })).toContainText('README.md');
});

test('a config.json or labels alone apply to the loaded network, also after another engine loads it', async ({
  page,
  site,
}) => {
  await openWith(page, site, {}, '#view=classify&engine=cpu');
  await ready(page);
  const names = ['thing 1', 'thing 2', 'thing 3'];
  await drop(page, [file('anything', names.join('\n'))]);
  await expect(page.locator('prediction-list li').first()).toContainText('thing');
  expect((await calls(page)).configure).toEqual([{ labels: names }]);
  await drop(page, [file('short.csv', 'a\nb')]);
  await expect(page.getByRole('alert')).toContainText('config.json cannot be used');
  await page.locator('status-bar').getByText('Details').click();
  await expect(page.getByRole('alert')).toContainText('It has 2 labels');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.locator('prediction-list li').first()).toContainText('thing');

  await page.locator('site-header').getByText('Auto', { exact: true }).click();
  await expect(page).not.toHaveURL(/engine=cpu/);
  await ready(page);
  await expect(page.locator('prediction-list li').first()).toContainText('thing');
});

test('files of no use are named', async ({ page, site }) => {
  await openWith(page, site, {});
  await ready(page);
  await drop(page, [file('package.json', '{"name": "x"}')]);
  await expect(page.getByRole('alert')).toContainText('None of these files is a picture');
  await expect(page.getByRole('alert')).toContainText('package.json');
});

test('while something is dragged, the page says what can be dropped', async ({ page, site }) => {
  await openWith(page, site, {});
  await ready(page);
  const hint = page.locator('drop-hint').getByText('Becomes the network');
  await expect(hint).toBeHidden();
  const drag = (/** @type {string} */ type) =>
    page.evaluate((name) => {
      const data = new DataTransfer();
      data.items.add(new File([], 'x'));
      const options = { bubbles: true, cancelable: true, dataTransfer: data };
      document.body.dispatchEvent(new DragEvent(name, options));
    }, type);
  await drag('dragover');
  await expect(hint).toBeVisible();
  await drag('dragleave');
  await expect(hint).toBeHidden();
});
