// Packs the npm package, with the repository's address in it: node scripts/release/pack.js FOLDER
// The same files become the same bytes, on every machine with the same Node.js and npm: npm itself writes neither times nor owners,
// but it keeps each file's mode, which depends on the umask.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmFields, repository } from './project.js';

/** What `npm pack` says about the only package it packed. @param {string} folder @param {string[]} options */
function npmPack(folder, ...options) {
  const said = execFileSync('npm', ['pack', '--json', ...options], { cwd: folder, encoding: 'utf8' });
  return /** @type {{ filename: string, files: { path: string }[] }} */ (JSON.parse(said)[0]);
}

/** Packs a package into a folder. @param {string} source @param {string} folder @param {string} url the repository's */
export function pack(source, folder, url) {
  const copy = mkdtempSync(join(tmpdir(), 'densenet-web-'));
  try {
    for (const { path } of npmPack(source, '--dry-run').files) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      copyFileSync(join(source, path), join(copy, path));
      chmodSync(join(copy, path), 0o644);
    }
    const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
    // npm leaves out what isn't there without a word.
    const missing = manifest.files.filter(
      (/** @type {string} */ file) => !/\*/.test(file) && !existsSync(join(copy, file)),
    );
    if (missing.length > 0) throw new Error(`${missing.join(', ')} must be built first: run "npm run wasm"`);
    writeFileSync(
      join(copy, 'package.json'),
      `${JSON.stringify({ ...manifest, ...npmFields(url) }, null, 2)}\n`,
    );
    mkdirSync(folder, { recursive: true });
    return join(folder, npmPack(copy, '--pack-destination', resolve(folder)).filename);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node scripts/release/pack.js FOLDER');
  console.log(pack('pkg', folder, repository()));
}
