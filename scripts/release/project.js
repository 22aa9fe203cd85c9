// What the manifests say about the project: where its repository is, and its version in each of them.
import { readFileSync } from 'node:fs';

/** A string in a table of a TOML file; undefined if it isn't there. @param {string} toml @param {string} table @param {string} key */
export function tomlString(toml, table, key) {
  const section = `\n${toml}`.split(/\n(?=\[)/).find((part) => part.startsWith(`[${table}]`)) ?? '';
  return new RegExp(`^${key} = (?:\\{.*\\bversion = )?"([^"]*)"`, 'm').exec(section)?.[1];
}

/** The repository's address, from the one place where it is written; empty until the owner has written it. */
export const repository = () =>
  tomlString(readFileSync('Cargo.toml', 'utf8'), 'workspace.package', 'repository') ?? '';

/** The fields of package.json that follow from it. @param {string} url */
export const npmFields = (url) =>
  url === ''
    ? {}
    : {
        repository: { type: 'git', url: `git+${url}.git` },
        homepage: `${url}#readme`,
        bugs: { url: `${url}/issues` },
      };

/** The version that each manifest names. @returns {Record<string, string | undefined>} */
export function versions() {
  const [root, kernels] = ['Cargo.toml', 'kernels/Cargo.toml'].map((file) => readFileSync(file, 'utf8'));
  const npm = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).version;
  return {
    'Cargo.toml': tomlString(root ?? '', 'package', 'version'),
    "Cargo.toml's dependency on the kernels": tomlString(root ?? '', 'dependencies', 'densenet-kernels'),
    'kernels/Cargo.toml': tomlString(kernels ?? '', 'package', 'version'),
    'package.json': npm('package.json'),
    'pkg/package.json': npm('pkg/package.json'),
  };
}
