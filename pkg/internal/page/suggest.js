/** Of some names, the one that was probably meant, or null. @param {string} name @param {readonly string[]} names */
export function suggest(name, names) {
  const distances = names.map((one) => distance(plain(name), plain(one)));
  const least = Math.min(...distances);
  return least <= name.length / 2 ? names[distances.indexOf(least)] : null;
}

/** @param {string} name */
const plain = (name) => name.slice(0, 40).replace(/_/g, '').toLowerCase();

/** How many letters must be added, removed or replaced. @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, replaced);
    }
    row = next;
  }
  return row[b.length];
}
