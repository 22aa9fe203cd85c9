import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import * as formats from '../../www/app/format.js';
import { store } from '../../www/app/store.js';

afterEach(() => store.set({ language: 'en' }));

/** @type {[keyof typeof formats, number, string][]} */
const CASES = [
  ['formatInteger', 176_122, '176,122'],
  ['formatInteger', 2.6, '3'],
  ['formatCount', 9_999, '9,999'],
  ['formatCount', 10_000, '10 k'],
  ['formatCount', 7_978_856, '7.98 M'],
  ['formatCount', 2_834_000_000, '2.83 G'],
  ['formatBytes', 999, '999 B'],
  ['formatBytes', 1_500, '2 kB'],
  ['formatBytes', 32_300_000, '32.3 MB'],
  ['formatBytes', 1_100_000_000, '1.1 GB'],
  ['formatTime', 0, '< 0.1 ms'],
  ['formatTime', 0.0123, '12 µs'],
  ['formatTime', 3.14159, '3.1 ms'],
  ['formatTime', 1234.5, '1,235 ms'],
  ['formatTime', 12_340, '12.3 s'],
  ['formatPercent', 0, '0.0%'],
  ['formatPercent', 0.8312, '83.1%'],
  ['formatPercent', 0.0001, '< 0.1%'],
  ['formatSmall', 0, '0'],
  ['formatSmall', 0.0123, '0.012'],
  ['formatSmall', 0.0000123, '1.2 × 10⁻⁵'],
  ['formatRatio', 1.5312, '1.53'],
  ['formatRatio', 1, '1'],
  ['formatRate', 3.14, '3.1'],
  ['formatRate', 23.4, '23'],
  ['formatValue', 0, '0'],
  ['formatValue', -0, '0'],
  ['formatValue', -0.0123456, '−0.0123'],
  ['formatValue', 1234.5, '1230'],
];

for (const [name, value, expected] of CASES)
  test(`${name}(${value}) is ${expected}`, () => assert.equal(formats[name](value), expected));

test('numbers are formatted for the current language, even after it changes', () => {
  assert.equal(formats.formatInteger(1234), '1,234');
  store.set({ language: 'zh' });
  assert.equal(formats.formatInteger(1234), new Intl.NumberFormat('zh').format(1234));
});
