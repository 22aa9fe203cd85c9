// Signed bars on one scale, around a common zero.

/** @typedef {{ from: number, size: number }} Bar shares of the whole width. */

/** @param {readonly number[]} values @returns {{ zero: number, bars: Bar[] }} */
export function barsOf(values) {
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const bars = values.map((value) => ({
    from: (Math.min(0, value) - low) / span,
    size: Math.abs(value) / span,
  }));
  return { zero: (0 - low) / span, bars };
}

/** @param {readonly { value: number }[]} parts */
export const totalOf = (parts) => parts.reduce((sum, { value }) => sum + value, 0);

/** The part that speaks most for a class and the one that speaks most against it, if any. @template {{ value: number }} T @param {readonly T[]} parts */
export function extremesOf(parts) {
  const sorted = parts.toSorted((one, other) => other.value - one.value);
  const [most = null] = sorted;
  const least = sorted.at(-1) ?? null;
  return { most: most && most.value > 0 ? most : null, least: least && least.value < 0 ? least : null };
}
