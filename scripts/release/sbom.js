// Writes what a packed npm package consists of, as a CycloneDX bill of materials, next to it: node scripts/release/sbom.js TARBALL
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { idOf, linkedCrates, rustVersion } from './crates.js';
import { repository, tomlString } from './project.js';

/** @import { Crate } from './crates.js' */

const STANDARD_LIBRARY = 'pkg:github/rust-lang/rust@';

/** @param {string} command @param {...string} args */
const say = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' }).trim();

/** @param {Crate} crate */
const purlOf = ({ name, version }) => `pkg:cargo/${name}@${encodeURIComponent(version)}`;

/** A crate as a component. @param {Crate} crate */
const componentOf = (crate) => ({
  type: 'library',
  'bom-ref': purlOf(crate),
  name: crate.name,
  version: crate.version,
  purl: purlOf(crate),
  licenses: [{ expression: crate.license }],
  ...(crate.sha256 && { hashes: [{ alg: 'SHA-256', content: crate.sha256 }] }),
  ...(crate.repository && { externalReferences: [{ type: 'vcs', url: crate.repository }] }),
  evidence: { occurrences: crate.files.map((location) => ({ location })) },
});

/**
 * The bill of materials.
 * @param {object} product
 * @param {{ name: string, version: string, description: string, license: string }} product.manifest package.json
 * @param {Buffer} product.tarball
 * @param {Crate[]} product.crates
 * @param {Record<string, string>} product.tools the versions of what built it
 * @param {string} product.repository
 * @param {string} product.date of the commit, so that the same sources have the same bill
 */
export function billOfMaterials({ manifest, tarball, crates, tools, repository, date }) {
  const ref = `pkg:npm/${manifest.name}@${manifest.version}`;
  const hash = (/** @type {string} */ algorithm) => createHash(algorithm).update(tarball).digest('hex');
  const purls = new Map(crates.map((crate) => [idOf(crate), purlOf(crate)]));
  const rust = `${STANDARD_LIBRARY}${tools['rustc']}`;
  const roots = crates.filter(({ name }) =>
    crates.every((other) => !other.dependencies.some((id) => id.startsWith(`${name} `))),
  );
  const standardLibrary = {
    type: 'library',
    'bom-ref': rust,
    name: 'rust-std',
    version: tools['rustc'],
    purl: rust,
    licenses: [{ expression: 'MIT OR Apache-2.0' }],
    evidence: {
      occurrences: [...new Set(crates.flatMap(({ files }) => files))].map((location) => ({ location })),
    },
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: date,
      tools: {
        components: Object.entries(tools).map(([name, version]) => ({ type: 'application', name, version })),
      },
      component: {
        type: 'library',
        'bom-ref': ref,
        name: manifest.name,
        version: manifest.version,
        description: manifest.description,
        purl: ref,
        licenses: [{ license: { id: manifest.license } }],
        hashes: [
          { alg: 'SHA-256', content: hash('sha256') },
          { alg: 'SHA-512', content: hash('sha512') },
        ],
        ...(repository && { externalReferences: [{ type: 'vcs', url: repository }] }),
      },
    },
    components: [standardLibrary, ...crates.map(componentOf)],
    dependencies: [
      { ref, dependsOn: [rust, ...roots.map(purlOf)] },
      { ref: rust, dependsOn: [] },
      ...crates.map((crate) => ({
        ref: purlOf(crate),
        dependsOn: crate.dependencies.map((id) => purls.get(id)),
      })),
    ],
  };
}

/** The versions of what makes the package's files from their sources. */
function toolVersions() {
  const installed = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
  return {
    rustc: rustVersion(),
    'wasm-bindgen':
      tomlString(readFileSync('Cargo.toml', 'utf8'), 'dependencies', 'wasm-bindgen')?.slice(1) ?? '',
    binaryen: installed('binaryen'),
    vite: installed('vite'),
    node: process.version.slice(1),
    npm: say('npm', '--version'),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path] = process.argv.slice(2);
  if (!path?.endsWith('.tgz')) throw new Error('usage: node scripts/release/sbom.js TARBALL');
  const bill = billOfMaterials({
    manifest: JSON.parse(readFileSync('pkg/package.json', 'utf8')),
    tarball: readFileSync(path),
    crates: linkedCrates(),
    tools: toolVersions(),
    repository: repository(),
    date: say('git', 'log', '-1', '--format=%cI'),
  });
  const file = path.replace(/\.tgz$/, '.cdx.json');
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  console.log(file);
}
