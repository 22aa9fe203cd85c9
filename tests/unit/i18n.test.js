import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import en from '../../www/i18n/en/index.js';
import zh from '../../www/i18n/zh/index.js';
import { leavesOf, readsOf, unusedWords } from './word-usage.js';

const www = fileURLToPath(new URL('../../www', import.meta.url));

/** Checkpoints have English class names, so only Chinese needs its own. */
const CHINESE_ONLY = /^names\.classes\./;

/** @param {object} words @param {string} path */
const at = (words, path) =>
  path.split('.').reduce((node, key) => /** @type {any} */ (node)[key], /** @type {any} */ (words));

test('both languages have the same keys', () => {
  const chinese = leavesOf(zh).filter((path) => !CHINESE_ONLY.test(path));
  assert.deepEqual(chinese.toSorted(), leavesOf(en).toSorted());
});

test('texts have the same type in both languages, and functions take no extra parameters in Chinese', () => {
  for (const path of leavesOf(en)) {
    const [one, other] = [at(en, path), at(zh, path)];
    assert.equal(typeof other, typeof one, path);
    // A language without plurals may omit a count.
    if (typeof one === 'function') assert.ok(other.length <= one.length, path);
  }
});

test('no text is empty, and lists have the same length in both languages', () => {
  for (const path of leavesOf(en)) {
    const [one, other] = [at(en, path), at(zh, path)];
    assert.notEqual(one, '', path);
    assert.notEqual(other, '', path);
    if (Array.isArray(one)) assert.equal(other.length, one.length, path);
  }
});

test('every text is used', async () => {
  assert.deepEqual(await unusedWords(en, www), []);
});

test('uses through variables, destructuring and computed keys are found', () => {
  const reads = readsOf(`
    const words = text().growth.plot;
    const { asTable: table, series } = words;
    html\`\${words.title} \${table} \${series[name]} \${text().shell['engine'].label}\`;
  `);
  assert.deepEqual(reads, [
    ['growth', 'plot', 'title'],
    ['growth', 'plot', 'asTable', ''],
    ['growth', 'plot', 'series', '*'],
    ['shell', 'engine', 'label'],
  ]);
});
