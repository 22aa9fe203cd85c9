// Polyfills for browser features missing in the oldest supported Node.js. Loaded with `node --import`.

Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

Set.prototype.symmetricDifference ??= function (other) {
  const rest = [...this].filter((item) => !other.has(item));
  return new Set([...rest, ...[.../** @type {Set<any>} */ (other)].filter((item) => !this.has(item))]);
};

Set.prototype.isDisjointFrom ??= function (other) {
  return ![...this].some((item) => other.has(item));
};
