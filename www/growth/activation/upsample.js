// Upsamples a small map smoothly: cubic interpolation through its values.

/** The Catmull-Rom spline through b and c. @param {number} a @param {number} b @param {number} c @param {number} d @param {number} t */
function spline(a, b, c, d, t) {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** The neighbouring source pixels of a target pixel, and the position between their centres. @param {number} at @param {number} from @param {number} to */
function neighbours(at, from, to) {
  const place = ((at + 0.5) * from) / to - 0.5;
  const first = Math.floor(place);
  const within = (/** @type {number} */ index) => Math.min(from - 1, Math.max(0, index));
  return { around: [-1, 0, 1, 2].map((offset) => within(first + offset)), t: place - first };
}

/**
 * @param {Float32Array} values row by row.
 * @param {{ width: number, height: number }} from
 * @param {{ width: number, height: number }} to
 */
export function upsample(values, from, to) {
  const columns = Array.from({ length: to.width }, (_, x) => neighbours(x, from.width, to.width));
  const wide = new Float32Array(to.width * from.height);
  for (let y = 0; y < from.height; y += 1) {
    const at = (/** @type {number} */ x) => values[y * from.width + x];
    for (const [
      x,
      {
        around: [a, b, c, d],
        t,
      },
    ] of columns.entries())
      wide[y * to.width + x] = spline(at(a), at(b), at(c), at(d), t);
  }
  const large = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y += 1) {
    const { around, t } = neighbours(y, from.height, to.height);
    for (let x = 0; x < to.width; x += 1) {
      const at = (/** @type {number} */ row) => wide[around[row] * to.width + x];
      large[y * to.width + x] = spline(at(0), at(1), at(2), at(3), t);
    }
  }
  return large;
}
