// The crates that are linked into each WebAssembly file of the package: what its notices and its bill of materials list.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

const TARGET = 'wasm32-unknown-unknown';

/**
 * @typedef {object} Crate
 * @property {string} name
 * @property {string} version
 * @property {string} license an SPDX expression; empty if the crate names none
 * @property {string | null} repository
 * @property {string} folder where its source is on this machine
 * @property {string | null} sha256 of the archive it came in; null if it is our own
 * @property {string[]} files that contain it, as paths in the npm package
 * @property {string[]} dependencies the ids of crates that it calls
 */

/** @param {{ name: string, version: string }} crate */
export const idOf = ({ name, version }) => `${name} ${version}`;

/** What scripts/build-wasm.sh compiles: files, the crate's manifest, and the arguments that choose its features. */
function builds() {
  const script = readFileSync('scripts/build-wasm.sh', 'utf8');
  const facades = [...script.matchAll(/^build (\S+) pkg\/(\S+) (\S+)$/gm)].map(
    ([, features, folder, name]) => ({
      files: [`${folder}/${name}_bg.wasm`],
      args: ['--no-default-features', `--features=${features}`],
      manifest: 'Cargo.toml',
    }),
  );
  const kernels = [...script.matchAll(/^build_kernels (\S+)/gm)].map(
    ([, name]) => `wasm/kernels/${name}.wasm`,
  );
  if (!facades.length || !kernels.length) throw new Error('scripts/build-wasm.sh has another form now');
  /** @type {string[]} */
  const args = [];
  return [...facades, { files: kernels, args, manifest: 'threads/Cargo.toml' }];
}

/** @param {string[]} args */
const cargo = (...args) => execFileSync('cargo', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });

/**
 * A tree of `cargo tree --prefix depth` as its edges; the root has no parent.
 * @param {string} tree @returns {{ id: string, parent: string | undefined }[]}
 */
export function edgesOf(tree) {
  /** @type {string[]} */
  const path = [];
  return tree
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, depth, name = '', version = ''] = /^(\d+)(\S+) v(\S+)/.exec(line) ?? [];
      if (depth === undefined) throw new Error(`cargo tree printed "${line}"`);
      const id = idOf({ name, version });
      path.length = Number(depth);
      const parent = path.at(-1);
      path.push(id);
      return { id, parent };
    });
}

/** The SHA-256 of every crate in a lock file. @param {string} lock @returns {Map<string, string>} */
export function checksumsOf(lock) {
  const entry = /^name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "([0-9a-f]{64})"$/gm;
  return new Map(
    [...lock.matchAll(entry)].map(([, name, version, sum]) => [`${name} ${version}`, sum ?? '']),
  );
}

/** @param {string} manifest @param {Iterable<string>} features @returns {any[]} */
function packagesOf(manifest, features) {
  const json = cargo(
    'metadata',
    '--locked',
    '--format-version=1',
    `--filter-platform=${TARGET}`,
    `--manifest-path=${manifest}`,
    ...features,
  );
  return JSON.parse(json).packages;
}

/** Every crate in the package's WebAssembly, sorted by name. @returns {Crate[]} */
export function linkedCrates() {
  const all = builds();
  /** @type {Map<string, Crate>} */
  const described = new Map();
  for (const manifest of new Set(all.map((build) => build.manifest))) {
    // A set, because cargo accepts the flag that all of them have only once.
    const features = new Set(all.filter((build) => build.manifest === manifest).flatMap(({ args }) => args));
    const checksums = checksumsOf(readFileSync(manifest.replace('.toml', '.lock'), 'utf8'));
    for (const found of packagesOf(manifest, features)) {
      const { name, version, license, repository, manifest_path: path } = found;
      described.set(idOf(found), {
        name,
        version,
        // Older crates write MIT/Apache-2.0.
        license: (license ?? '').replaceAll(/\s*\/\s*/g, ' OR '),
        repository,
        folder: dirname(path),
        sha256: checksums.get(idOf(found)) ?? null,
        files: [],
        dependencies: [],
      });
    }
  }
  for (const { files, args, manifest } of all) {
    const select = [
      '--edges=normal,no-proc-macro',
      `--target=${TARGET}`,
      `--manifest-path=${manifest}`,
      ...args,
    ];
    for (const { id, parent } of edgesOf(
      cargo('tree', '--locked', '--prefix=depth', '--format={p}', ...select),
    )) {
      const crate = described.get(id);
      if (!crate) throw new Error(`cargo metadata does not know ${id}`);
      crate.files.push(...files.filter((file) => !crate.files.includes(file)));
      const calls = parent === undefined ? undefined : described.get(parent)?.dependencies;
      if (calls && !calls.includes(id)) calls.push(id);
    }
  }
  const linked = [...described.values()].filter((crate) => crate.files.length > 0);
  for (const crate of linked) crate.dependencies.sort();
  return linked.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** The release of Rust, whose standard library is linked into every file. */
export const rustVersion = () =>
  /^rustc (\S+)/.exec(execFileSync('rustc', ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
