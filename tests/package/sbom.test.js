// The bill of materials and the licences, of the crates that cargo links. Needs the WebAssembly in pkg/wasm.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { linkedCrates } from '../../scripts/release/crates.js';
import { notices } from '../../scripts/release/notices.js';
import { billOfMaterials } from '../../scripts/release/sbom.js';

const crates = linkedCrates();
const manifest = JSON.parse(readFileSync('pkg/package.json', 'utf8'));
const tarball = Buffer.from('a tarball');
const bill = billOfMaterials({
  manifest,
  tarball,
  crates,
  tools: { rustc: '1.2.3' },
  repository: 'https://example.com/owner/name',
  date: '2026-11-28T00:00:00Z',
});
const product = bill.metadata.component;

test('it is about the tarball that is published', () => {
  assert.equal(product.purl, `pkg:npm/densenet-web@${manifest.version}`);
  assert.deepEqual(product.hashes[0], {
    alg: 'SHA-256',
    content: createHash('sha256').update(tarball).digest('hex'),
  });
  assert.deepEqual(product.externalReferences, [{ type: 'vcs', url: 'https://example.com/owner/name' }]);
});

test('every file of WebAssembly that is published has its crates, and no other file has', () => {
  const contained = (/** @type {string} */ name) =>
    bill.components.find((one) => one.name === name)?.evidence.occurrences.map(({ location }) => location) ??
    [];
  const published = manifest.files.filter((/** @type {string} */ file) => file.endsWith('.wasm'));
  const kernels = ['plain', 'relaxed', 'shared', 'shared_relaxed'].map((name) => `wasm/kernels/${name}.wasm`);
  assert.deepEqual(contained('rust-std').toSorted(), [...published, ...kernels].sort());
  for (const file of contained('rust-std')) assert.ok(existsSync(`pkg/${file}`), file);
  assert.deepEqual(contained('densenet-kernels').toSorted(), [...published, ...kernels].sort());
  assert.deepEqual(contained('densenet-web').toSorted(), published.sort());
  assert.deepEqual(contained('burn'), ['wasm/burn/densenet_web_burn_bg.wasm']);
  assert.deepEqual(contained('image'), ['wasm/files/densenet_web_files_bg.wasm']);
  // Only the command line has it, and macros run in the compiler.
  for (const name of ['clap', 'serde_derive', 'syn']) assert.deepEqual(contained(name), [], name);
});

test('all components are reached from the package, each by one name', () => {
  const edges = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const refs = [product['bom-ref'], ...bill.components.map((one) => one['bom-ref'])];
  assert.equal(new Set(refs).size, refs.length);
  assert.deepEqual([...edges.keys()].sort(), refs.toSorted());
  const reached = new Set([product['bom-ref']]);
  for (const ref of reached) for (const next of edges.get(ref) ?? []) reached.add(String(next));
  assert.deepEqual([...reached].sort(), refs.toSorted());
});

test('what others wrote has a checksum, and is in the licences that are published', () => {
  const published = readFileSync('pkg/wasm/THIRD-PARTY-LICENSES.txt', 'utf8');
  assert.equal(published, notices(crates));
  const ours = crates.filter(({ sha256 }) => sha256 === null).map(({ name }) => name);
  assert.deepEqual(ours, ['densenet-kernels', 'densenet-threads', 'densenet-web']);
  for (const { name, version, sha256 } of crates.filter((crate) => !ours.includes(crate.name))) {
    assert.match(sha256 ?? '', /^[0-9a-f]{64}$/);
    assert.ok(published.includes(`\n${name} ${version}: `), name);
  }
});
