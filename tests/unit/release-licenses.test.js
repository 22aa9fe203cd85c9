import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checksumsOf, edgesOf } from '../../scripts/release/crates.js';
import { chosenFrom } from '../../scripts/release/licenses.js';
import { notices } from '../../scripts/release/notices.js';

const APACHE = '                 Apache License\n           Version 2.0, January 2004';
const MIT = 'Permission is hereby granted, free of charge, to any\nperson obtaining a copy';

const folder = mkdtempSync(join(tmpdir(), 'densenet-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * @param {string} name @param {string} license @param {Record<string, string>} files
 * @param {Partial<import('../../scripts/release/crates.js').Crate>} [more]
 */
function crate(name, license, files, more) {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
  const rest = { repository: null, sha256: 'a'.repeat(64), files: [], dependencies: [] };
  return { name, version: '1.0.0', license, folder: place, ...rest, ...more };
}

for (const [expression, chosen] of /** @type {[string, string[]][]} */ ([
  ['MIT', ['MIT']],
  ['MIT OR Apache-2.0', ['Apache-2.0']],
  ['Unlicense OR MIT', ['MIT']],
  ['(MIT OR Apache-2.0) AND Unicode-3.0', ['Apache-2.0', 'Unicode-3.0']],
  ['GPL-3.0-only OR MIT AND Zlib', ['MIT', 'Zlib']],
  ['Zlib AND (GPL-3.0-only OR (Apache-2.0))', ['Zlib', 'Apache-2.0']],
])) {
  test(`of ${expression}, ${chosen.join(' and ')} must be followed`, () => {
    assert.deepEqual(chosenFrom(expression), chosen);
  });
}

for (const expression of [
  'GPL-3.0-only',
  'MIT AND GPL-3.0-only',
  'Apache-2.0 WITH LLVM-exception',
  '',
  '(MIT',
]) {
  test(`"${expression}" is refused`, () => assert.throws(() => chosenFrom(expression), /licence|SPDX/));
}

test('crates stand above the text of their licence, and our own are left out', () => {
  const zlib = "Copyright (c) A\nThis software is provided 'as-is'";
  const text = notices([
    crate('a', 'MIT OR Apache-2.0', {
      'LICENSE-MIT': `(c) A\n${MIT}`,
      'LICENSE-APACHE': `\r\n${APACHE}\r\n`,
    }),
    crate('b', 'Apache-2.0', { LICENSE: APACHE.trim(), NOTICE: 'b thanks a' }),
    crate('c', 'MIT', { 'LICENCE.md': `(c) C\n${MIT}` }),
    crate('d', 'Zlib', { COPYING: zlib }),
    crate('ours', 'MIT', {}, { sha256: null }),
  ]);
  const link = (/** @type {string} */ name) => `${name} 1.0.0: https://crates.io/crates/${name}/1.0.0`;
  const sections = text.trimEnd().split(/\n\n-+\n\n/);
  assert.deepEqual(sections.slice(1).sort(), [
    `Apache-2.0\n\nThe Rust standard library: https://github.com/rust-lang/rust\n${link('a')}\n${link('b')}\n\n${APACHE}`,
    `MIT\n\n${link('c')}\n\n(c) C\n${MIT}`,
    `Zlib\n\n${link('d')}\n\n${zlib}`,
    `notice\n\n${link('b')}\n\nb thanks a`,
  ]);
});

test('a text that a crate lacks comes from another crate of its repository, or there is none', () => {
  const repository = 'https://example.com/e';
  const lacking = crate('e', 'MIT', { 'LICENSE-APACHE': APACHE }, { repository });
  const sibling = crate('f', 'MIT', { LICENSE: MIT }, { repository });
  assert.match(notices([lacking, sibling]), /e 1\.0\.0: \S+\nf 1\.0\.0: \S+\n\nPermission/);
  assert.throws(() => notices([lacking]), /e 1\.0\.0 has no text of its licence MIT/);
  assert.throws(
    () =>
      notices([
        { ...lacking, repository: null },
        { ...sibling, repository: null },
      ]),
    /no text/,
  );
});

test("cargo's tree is read as edges", () => {
  const tree = '0a v1.0.0 (/x)\n1b v2.0.0+m\n2c v3.0.0\n1c v3.0.0\n1b v2.0.0+m (*)\n';
  assert.deepEqual(edgesOf(tree), [
    { id: 'a 1.0.0', parent: undefined },
    { id: 'b 2.0.0+m', parent: 'a 1.0.0' },
    { id: 'c 3.0.0', parent: 'b 2.0.0+m' },
    { id: 'c 3.0.0', parent: 'a 1.0.0' },
    { id: 'b 2.0.0+m', parent: 'a 1.0.0' },
  ]);
  assert.throws(() => edgesOf('error: no such tree'), /printed/);
});

test('checksums come from the lock file, and our own crates have none', () => {
  const sum = '0123456789abcdef'.repeat(4);
  const lock = `[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\nchecksum = "${sum}"\n\n[[package]]\nname = "ours"\nversion = "0.1.0"\n`;
  assert.deepEqual([...checksumsOf(lock)], [['a 1.0.0', sum]]);
});
