// The crate has no circular imports, except between parent and child modules: `mod.rs` re-exports what its
// files define, and they use what it declares.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Maps a file to its module path: `engine::cpu` for engine/cpu/mod.rs. */
const modules = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('.rs') && !file.startsWith('bin') && !/(^|\/)(tests|types)\.rs$/.test(file),
    )
    .map((file) => [moduleOf(file), readFileSync(SRC + file, 'utf8')]),
);

/** @param {string} file */
function moduleOf(file) {
  const path = file.replace(/\.rs$/, '').split('/');
  if (['mod', 'lib'].includes(path.at(-1) ?? '')) path.pop();
  return path.join('::');
}

/** `a::{b, c::{d}}` as `a::b`, `a::c::d`. @param {string} tree @returns {string[]} */
function expand(tree) {
  const open = tree.indexOf('{');
  if (open < 0) return [tree.replace(/ as .*/s, '').trim()];
  const parts = [];
  let [depth, start] = [0, open + 1];
  for (let at = open; at < tree.length; at++) {
    if (tree[at] === '{') depth++;
    if (tree[at] === '}') depth--;
    if ((tree[at] === ',' && depth === 1) || depth === 0) {
      parts.push(tree.slice(start, at));
      start = at + 1;
      if (depth === 0) break;
    }
  }
  const prefix = tree.slice(0, open).trim();
  return parts
    .filter((part) => part.trim())
    .flatMap((part) => expand(part.trim()).map((path) => prefix + path));
}

/** The module that a `use` path refers to; null for other crates. @param {string} path @param {string} from */
function resolve(path, from) {
  const steps = path.split('::');
  const base = from ? from.split('::') : [];
  if (steps[0] === 'crate') base.length = 0;
  while (['crate', 'self', 'super'].includes(steps[0] ?? '')) if (steps.shift() === 'super') base.pop();
  for (let length = steps.length; length >= 0; length--) {
    const name = [...base, ...steps.slice(0, length)].join('::');
    if (modules.has(name) && (length > 0 || /^(crate|self|super)/.test(path))) return name;
  }
  return null;
}

/** @param {string} name @param {string} source @returns {string[]} */
function importsOf(name, source) {
  const code = source.split('#[cfg(test)]\nmod tests')[0] ?? '';
  const uses = [...code.matchAll(/^\s*(?:pub(?:\([a-z]+\))? )?use ([^;]+);/gm)].map(
    (match) => match[1] ?? '',
  );
  const targets = uses.flatMap((tree) => expand(tree)).map((path) => resolve(path, name));
  const isRelated = (/** @type {string} */ other) =>
    other === name ||
    `${other}::`.startsWith(name && `${name}::`) ||
    `${name}::`.startsWith(other && `${other}::`);
  return [...new Set(targets.filter((target) => target !== null && !isRelated(target)))].map(String);
}

const imports = new Map([...modules].map(([name, source]) => [name, importsOf(name, source)]));

test('the modules and their imports are found', () => {
  assert.ok(modules.size > 40, `${modules.size} modules`);
  assert.ok(imports.get('session')?.includes('explain'));
  assert.ok(imports.get('engine::cpu')?.includes('engine::program'));
});

test('there are no circular imports', () => {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} name @param {string[]} path @returns {string[] | null} */
  const cycle = (name, path) => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return null;
    const found = (imports.get(name) ?? []).map((next) => cycle(next, [...path, name])).find(Boolean);
    done.add(name);
    return found ?? null;
  };
  const found = [...imports.keys()].map((name) => cycle(name, [])).find(Boolean);
  assert.equal(found?.join(' → '), undefined);
});
