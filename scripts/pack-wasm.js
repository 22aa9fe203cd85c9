// Turns cargo's .wasm into the files that the package ships: bindings by wasm-bindgen, minified because bundlers don't
// minify them, and wasm-opt if that makes the download smaller.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { minify } from 'vite';

// The features beyond WebAssembly 1.0 that rustc and wasm-bindgen use; wasm-opt rejects any that are not listed.
const FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'call-indirect-overlong',
  'extended-const',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
  'simd',
].map((feature) => `--enable-${feature}`);

const [source, folder, name] = process.argv.slice(2);
if (!source || !folder || !name)
  throw new Error('usage: node scripts/pack-wasm.js CARGO_OUTPUT.wasm FOLDER NAME');
const wasm = `${folder}/${name}_bg.wasm`;
const cache = 'node_modules/.cache';
const stampFile = `${cache}/${folder.replaceAll('/', '-')}-wasm`;

// The stamp is a hash of the packed bytes, not a time stamp, because several clones may share one target folder.
const hash = createHash('sha256');
for (const file of [source, fileURLToPath(import.meta.url)]) hash.update(readFileSync(file));
const stamp = hash.digest('hex');
if (existsSync(wasm) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) process.exit(0);

rmSync(stampFile, { force: true });
run('wasm-bindgen', '--target', 'web', '--out-dir', folder, '--out-name', name, source);
await minifyBindings(`${folder}/${name}.js`);
const optimised = `${wasm}.opt`;
run('wasm-opt', '-O3', ...FEATURES, wasm, '-o', optimised);

const [plain, opt] = [wasm, optimised].map(sizes);
const useOpt = opt.brotli < plain.brotli;
if (useOpt) renameSync(optimised, wasm);
else rmSync(optimised);
mkdirSync(cache, { recursive: true });
writeFileSync(stampFile, stamp);

console.log(`${name}: wasm-bindgen   ${describe(plain)}${useOpt ? '' : '  <- kept'}`);
console.log(`${name}: wasm-opt -O3   ${describe(opt)}${useOpt ? '  <- kept' : ''}`);

/** @param {string} file */
async function minifyBindings(file) {
  const { code } = await minify(file, readFileSync(file, 'utf8'), { module: true });
  writeFileSync(file, code);
}

/** @param {string} command @param {string[]} args */
function run(command, ...args) {
  execFileSync(command, args, { stdio: 'inherit' });
}

/** @param {string} file */
function sizes(file) {
  const bytes = readFileSync(file);
  return { raw: bytes.length, brotli: brotliCompressSync(bytes).length };
}

/** @param {{ raw: number, brotli: number }} size */
function describe({ raw, brotli }) {
  return `${(raw / 1e6).toFixed(2)} MB, ${(brotli / 1e3).toFixed(0)} KB in brotli`;
}
