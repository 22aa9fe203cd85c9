// Formats numbers for people, in the page's language.
import { store } from './store.js';

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/** @param {number} value @param {Intl.NumberFormatOptions} options */
function format(value, options) {
  const key = store.state.language + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.NumberFormat(store.state.language, options)));
  return made.format(value);
}

/** 176122 → 176,122 @param {number} value */
export const formatInteger = (value) => format(value, { maximumFractionDigits: 0 });

/** 2834000000 → 2.83 G @param {number} value */
export function formatCount(value) {
  if (value < 10_000) return formatInteger(value);
  const [unit, size] = value < 1e6 ? ['k', 1e3] : value < 1e9 ? ['M', 1e6] : ['G', 1e9];
  return `${format(value / size, { maximumSignificantDigits: 3 })} ${unit}`;
}

/** 32300000 → 32.3 MB @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${formatInteger(bytes)} B`;
  const [unit, size] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${format(bytes / size, { maximumFractionDigits: bytes < 1e6 ? 0 : 1 })} ${unit}`;
}

/** 1234.5 → 1,235 ms, 0.0123 → 12 µs @param {number} milliseconds */
export function formatTime(milliseconds) {
  // Browsers' clocks are coarse: a measured 0 is not really zero.
  if (milliseconds === 0) return `< ${format(0.1, {})} ms`;
  if (milliseconds < 0.05) return `${format(1000 * milliseconds, { maximumSignificantDigits: 2 })} µs`;
  if (milliseconds >= 10_000) return `${format(milliseconds / 1000, { maximumFractionDigits: 1 })} s`;
  return `${format(milliseconds, { maximumSignificantDigits: milliseconds < 100 ? 2 : 4, maximumFractionDigits: 1 })} ms`;
}

/** 0.8312 → 83.1%; below 0.1%, it says so @param {number} share */
export function formatPercent(share) {
  const min = 0.001;
  const percent = format(share > 0 && share < min ? min : share, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return share > 0 && share < min ? `< ${percent}` : percent;
}

/** 24.01 → 24.01%: an error rate as papers write it. @param {number} percent */
export const formatErrorRate = (percent) =>
  format(percent / 100, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 0.0000123 → 1.2 × 10⁻⁵ @param {number} value */
export function formatSmall(value) {
  if (value === 0 || value >= 1e-3) return String(Number(value.toPrecision(2)));
  const [digits = '', power = ''] = value.toExponential(1).split('e-');
  return `${digits} × 10⁻${[...power].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}

/** 1.5312 → 1.53 @param {number} value */
export const formatRatio = (value) => format(value, { maximumSignificantDigits: 3 });

/** 23.4 → 23, 3.14 → 3.1: a rate. @param {number} rate */
export const formatRate = (rate) =>
  format(
    rate,
    rate < 10 ? { minimumFractionDigits: 1, maximumFractionDigits: 1 } : { maximumFractionDigits: 0 },
  );

/** -0.0123456 → −0.0123: enough digits to tell feature maps apart. @param {number} value */
export const formatValue = (value) => String(Number(value.toPrecision(3))).replace('-', '−');

/** 2.34 → +2.34: a part of a sum. @param {number} value */
export const formatSigned = (value) => (value > 0 ? `+${formatValue(value)}` : formatValue(value));

/** -1.23456 → −1.2346: parts of a sum that a reader may add up. @param {number} value */
export const formatDecimals = (value) => value.toFixed(4).replace('-', '−');

/** 0.48500001430511475 → 0.485: an f32 without the digits that it hasn't. @param {number} value */
export const shortNumber = (value) => String(Number(value.toPrecision(7)));
