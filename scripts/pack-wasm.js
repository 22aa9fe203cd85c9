// Turns cargo's .wasm into pkg/wasm/: bindings by wasm-bindgen, then wasm-opt where that makes the download smaller.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const OUT = 'pkg/wasm';
const WASM = `${OUT}/densenet_web_bg.wasm`;
const CACHE = 'node_modules/.cache';
const STAMP = `${CACHE}/densenet-web-wasm`;

// What rustc and wasm-bindgen emit beyond the first WebAssembly version; wasm-opt refuses what is not listed.
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

const [source] = process.argv.slice(2);
if (!source) throw new Error('usage: node scripts/pack-wasm.js CARGO_OUTPUT.wasm');

// The stamp names the bytes that were packed, not their age: several clones may share one target folder.
const hash = createHash('sha256');
for (const file of [source, fileURLToPath(import.meta.url)]) hash.update(readFileSync(file));
const stamp = hash.digest('hex');
if (existsSync(WASM) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) process.exit(0);

for (const old of [STAMP, OUT]) rmSync(old, { recursive: true, force: true });
run('wasm-bindgen', '--target', 'web', '--out-dir', OUT, '--out-name', 'densenet_web', source);
const optimised = `${WASM}.opt`;
run('wasm-opt', '-O3', ...FEATURES, WASM, '-o', optimised);

const [plain, opt] = [WASM, optimised].map(sizes);
const useOpt = opt.brotli < plain.brotli;
if (useOpt) renameSync(optimised, WASM);
else rmSync(optimised);
mkdirSync(CACHE, { recursive: true });
writeFileSync(STAMP, stamp);

console.log(`wasm-bindgen   ${describe(plain)}${useOpt ? '' : '  <- kept'}`);
console.log(`wasm-opt -O3   ${describe(opt)}${useOpt ? '  <- kept' : ''}`);

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
