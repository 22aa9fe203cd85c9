// Well-known sets of classes, which the package offers by their number.

/** @param {string} id as the package names it. @returns {Promise<readonly string[]>} */
export async function labelsOfSet(id) {
  if (id !== 'imagenet-1k') throw new TypeError(`unknown label set: ${id}`);
  return (await import('../labels/imagenet.json')).default;
}
