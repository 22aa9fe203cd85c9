/**
 * The mean of the middle half: as little disturbed by a few slow passes as the median, but finer than a browser's clock,
 * which a median of its readings is not.
 *
 * @param {readonly number[]} values at least one.
 */
export function midmean(values) {
  const cut = Math.floor(values.length / 4);
  const middle = values.toSorted((one, other) => one - other).slice(cut, values.length - cut);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
