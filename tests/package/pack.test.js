// The tarball as scripts/release/pack.js makes it. Needs the WebAssembly in pkg/wasm.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pack } from '../../scripts/release/pack.js';

const folder = mkdtempSync(join(tmpdir(), 'densenet-'));
after(() => rmSync(folder, { recursive: true }));

/** The package's tarball, and the files in it. @type {string} */
let tarball;
/** @type {Map<string, Buffer>} */
let files;
before(() => {
  tarball = pack('pkg', join(folder, 'packed'), '');
  files = unpack(tarball);
});

/** @param {string} tarball @returns {Map<string, Buffer>} */
function unpack(tarball) {
  const place = mkdtempSync(join(folder, 'unpacked-'));
  execFileSync('tar', ['-xzf', tarball, '-C', place]);
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => statSync(join(place, name)).isFile());
  return new Map(paths.map((name) => [name.replace(/^package./, ''), readFileSync(join(place, name))]));
}

test('the same files become the same bytes, wherever, whenever and under whatever umask they were written', () => {
  const copy = join(folder, 'a longer/path');
  cpSync('pkg', copy, { recursive: true });
  for (const [index, entry] of readdirSync(copy, { recursive: true, encoding: 'utf8' }).entries()) {
    const path = join(copy, entry);
    if (statSync(path).isFile()) chmodSync(path, index % 2 ? 0o600 : 0o775);
    utimesSync(path, 1e9 + index, 1e9 + index);
  }
  assert.ok(readFileSync(tarball).equals(readFileSync(pack(copy, join(folder, 'copied'), ''))));
  const lines = execFileSync('tar', ['-tvzf', tarball], { encoding: 'utf8' }).trim().split('\n');
  assert.equal(lines.length, files.size);
  for (const line of lines) assert.match(line, /^-rw-r--r-- /);
});

test("the repository's address, once it is known, is in package.json, and nothing else changes", () => {
  const address = 'https://example.com/owner/name';
  const published = unpack(pack('pkg', join(folder, 'published'), address));
  const { repository, homepage, bugs, ...rest } = JSON.parse(String(published.get('package.json')));
  assert.deepEqual(repository, { type: 'git', url: `git+${address}.git` });
  assert.equal(homepage, `${address}#readme`);
  assert.deepEqual(bugs, { url: `${address}/issues` });
  assert.deepEqual(rest, JSON.parse(String(files.get('package.json'))));
  published.set('package.json', files.get('package.json') ?? Buffer.of());
  assert.deepEqual(published, files);
});

test('what must be built is not left out silently', () => {
  const copy = join(folder, 'unbuilt');
  cpSync('pkg', copy, { recursive: true });
  rmSync(join(copy, 'wasm/densenet_web_bg.wasm'));
  assert.throws(() => pack(copy, join(folder, 'none'), ''), /wasm\/densenet_web_bg\.wasm must be built/);
});

test('the WebAssembly names no folder of the machine that built it', () => {
  const modules = [...files].filter(([name]) => name.endsWith('.wasm'));
  assert.equal(modules.length, 7);
  for (const [name, bytes] of modules) {
    for (const place of [process.cwd(), homedir()])
      assert.ok(!bytes.includes(`${place}/`), `${name}: ${place}`);
    const paths = bytes.toString('latin1').match(/[\w./:\\-]*?\.rs/g) ?? [];
    assert.ok(paths.length > 0, name);
    // The standard library's are the same for everybody, because it comes compiled.
    const absolute = paths.filter((path) => /^([a-z]:)?[/\\](?!rustc\/|rust\/deps\/)/i.test(path));
    assert.deepEqual(absolute, [], name);
  }
});
