import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '../../scripts/release/check.js';
import { npmFields, tomlString, versions } from '../../scripts/release/project.js';

const READY = {
  tag: 'v1.2.3',
  repository: 'https://example.com/owner/name',
  forge: 'https://example.com/Owner/name',
  versions: { 'Cargo.toml': '1.2.3', 'pkg/package.json': '1.2.3' },
  changelog: '# Changelog\n\n## 1.2.3 (2026-11-28)\n\n## 1.2.2 (2026-10-01)\n',
};

test('a release that is ready has no problems, on the forge and elsewhere', () => {
  assert.deepEqual(problems(READY), []);
  assert.deepEqual(problems({ ...READY, forge: undefined }), []);
});

for (const [name, change, sentence] of /** @type {[string, Partial<typeof READY>, RegExp][]} */ ([
  [
    'no repository',
    { repository: '' },
    /^"repository" in \[workspace\.package\] of Cargo\.toml is "": write there/,
  ],
  ['a repository without an owner', { repository: 'https://example.com/name' }, /write there where/],
  [
    'an address that ends in .git/',
    { repository: 'https://example.com/owner/name.git/' },
    /write there where/,
  ],
  ['an address that ends in .git', { repository: 'https://example.com/owner/name.git' }, /write there where/],
  [
    'another repository',
    { forge: 'https://example.com/other/name' },
    /but this workflow runs in "https:\/\/example\.com\/other\/name"/,
  ],
  [
    'another version',
    { versions: { ...READY.versions, 'pkg/package.json': '1.2.2' } },
    /the version in pkg\/package\.json is "1\.2\.2"/,
  ],
  [
    'no date',
    { changelog: '## 1.2.3 (unreleased)\n' },
    /^CHANGELOG\.md begins with "## 1\.2\.3 \(unreleased\)"/,
  ],
  ['an older changelog', { changelog: '## 1.2.2 (2026-10-01)\n' }, /should be "## 1\.2\.3/],
])) {
  test(`a release with ${name} is refused`, () => {
    const found = problems({ ...READY, ...change });
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0] ?? '', sentence);
  });
}

test('every manifest names the same version', () => {
  const found = Object.values(versions());
  assert.equal(found.length, 5);
  assert.match(found[0] ?? '', /^\d+\.\d+\.\d+/);
  assert.deepEqual(new Set(found), new Set([found[0]]));
});

test('a string is read from its own table of a TOML file', () => {
  const toml = '[a]\nx = "1"\n\n[a.b]\nx = "2"\ny = { path = "p", version = "3" }\n[c]\nz = ""\n';
  assert.equal(tomlString(toml, 'a', 'x'), '1');
  assert.equal(tomlString(toml, 'a.b', 'x'), '2');
  assert.equal(tomlString(toml, 'a.b', 'y'), '3');
  assert.equal(tomlString(toml, 'c', 'z'), '');
  assert.equal(tomlString(toml, 'c', 'x'), undefined);
});

test('package.json names no repository until there is one', () => {
  assert.deepEqual(npmFields(''), {});
  assert.equal(npmFields('https://example.com/o/n').bugs?.url, 'https://example.com/o/n/issues');
});
