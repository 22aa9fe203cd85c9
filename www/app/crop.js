// Which part of a picture the network is given, as `src/preprocess.rs` computes it.

/** @typedef {{ x: number, y: number, width: number, height: number }} Rectangle in the picture's pixels; may lie between them. */
/** @typedef {{ inputSize: readonly [number, number], cropPct: number }} Cropping */
/** @typedef {{ width: number, height: number }} Size */

/** Rounds halves to the even number. @param {number} value */
function roundEven(value) {
  const down = Math.floor(value);
  const rest = value - down;
  return rest < 0.5 || (rest === 0.5 && down % 2 === 0) ? down : down + 1;
}

/** The size to which a picture is resized before its centre is cropped. @param {Size} picture @param {Cropping} how @returns {Size} */
export function resizedSize({ width, height }, { inputSize, cropPct }) {
  const [high, wide] = inputSize.map((side) => Math.floor(side / cropPct));
  if (high === wide) {
    const long = (/** @type {number} */ longer, /** @type {number} */ shorter) =>
      Math.floor((high * longer) / shorter);
    return width <= height
      ? { width: high, height: long(height, width) }
      : { width: long(width, height), height: high };
  }
  const ratio = Math.min(width / wide, height / high);
  return { width: roundEven(width / ratio), height: roundEven(height / ratio) };
}

/** @param {Size} picture @param {Cropping} how @returns {Rectangle} */
export function cropRectangle(picture, how) {
  const [high, wide] = how.inputSize;
  const resized = resizedSize(picture, how);
  const across = picture.width / resized.width;
  const down = picture.height / resized.height;
  return {
    x: roundEven((resized.width - wide) / 2) * across,
    y: roundEven((resized.height - high) / 2) * down,
    width: wide * across,
    height: high * down,
  };
}
