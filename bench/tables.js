// Numbers and tables as text.

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const ms = (/** @type {number | null} */ time) => {
  if (time === null) return '';
  return time < 9995 ? `${time.toFixed(time < 100 ? 1 : 0)} ms` : `${(time / 1000).toFixed(1)} s`;
};
export const mega = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
export const mebi = (/** @type {number | null} */ bytes) =>
  bytes === null ? 'unknown' : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** A Markdown table with aligned columns. @param {string[]} head @param {string[][]} rows */
export function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;
  const rule = widths.map((width, i) => '-'.repeat(i ? width - 1 : width) + (i ? ':' : ''));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
