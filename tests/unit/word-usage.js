// Finds which of the page's texts its modules use, by following `text()` and the variables that hold a part of it.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {readonly string[]} Path `*` is a computed key, which can be any key. */

const STEPS = /(?:\??\.\w+|\[[^\]]*\])*/.source;

/** @param {unknown} node */
const isBranch = (node) => Object.getPrototypeOf(node) === Object.prototype;

/** The paths of all strings, functions and lists in a tree. @param {object} tree @param {string} [prefix] @returns {string[]} */
export function leavesOf(tree, prefix = '') {
  return Object.entries(tree).flatMap(([key, value]) =>
    isBranch(value) ? leavesOf(value, `${prefix}${key}.`) : [prefix + key],
  );
}

/** `.plot.series[name]` → plot, series, * @param {string} steps @returns {string[]} */
const pathOf = (steps) =>
  [...steps.matchAll(/\.(\w+)|\['([^'\]]*)'\]|\[[^\]]*\]/g)].map(
    ([, name, literal]) => name ?? literal ?? '*',
  );

/** Every path that a module reads. @param {string} source @returns {Path[]} */
export function readsOf(source) {
  /** @type {Map<string, Path>} */
  const variables = new Map();
  /** @type {Path[]} */
  const reads = [];
  const expression = `(?<![\\w.#$'])(text\\(\\)|\\w+)(${STEPS})`;
  const token = new RegExp(`const (\\w+|\\{[^{}]*\\}) =\\s+${expression};|${expression}`, 'g');
  for (const [, declared, declaredRoot, declaredSteps, root, steps] of source.matchAll(token)) {
    const start = (declaredRoot ?? root) === 'text()' ? [] : variables.get(declaredRoot ?? root);
    if (!start) continue;
    const path = [...start, ...pathOf(declaredSteps ?? steps)];
    // The bare name of such a variable may be a parameter or be in a comment, so add a key that no branch has: ''.
    if (!declared) reads.push(steps || path.includes('*') ? path : [...path, '']);
    else if (!declared.startsWith('{')) variables.set(declared, path);
    else
      for (const [, key, local = key] of declared.matchAll(/(\w+)(?:: (\w+))?/g))
        variables.set(local, [...path, key]);
  }
  return reads;
}

/** The leaves that a path may lead to: everything below it if it ends at a branch. @param {unknown} node @param {Path} path @param {string} prefix @returns {string[]} */
function reached(node, path, prefix) {
  if (!isBranch(node)) return [prefix.slice(0, -1)];
  const branch = /** @type {Record<string, unknown>} */ (node);
  const [key, ...rest] = path;
  if (key === undefined) return leavesOf(branch, prefix);
  const keys = key === '*' ? Object.keys(branch) : key in branch ? [key] : [];
  return keys.flatMap((name) => reached(branch[name], rest, `${prefix}${name}.`));
}

/** The texts that no module in a folder reads. @param {object} words @param {string} folder @returns {Promise<string[]>} */
export async function unusedWords(words, folder) {
  /** @type {Set<string>} */
  const used = new Set();
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.js') || path.startsWith('i18n')) continue;
    const source = await readFile(join(folder, path), 'utf8');
    for (const path of readsOf(source)) for (const leaf of reached(words, path, '')) used.add(leaf);
  }
  return leavesOf(words).filter((leaf) => !used.has(leaf));
}
