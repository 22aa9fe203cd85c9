// Turns cargo's .wasm into the files that the package ships: bindings by wasm-bindgen, optimised by wasm-opt, with short names
// for what the two call each other. The bindings are minified here because bundlers don't minify what they don't bundle.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

// Beyond the usual passes: restructured control flow; constants that are added to addresses go into the loads and stores, which
// requires that the first KiB is unused (it is the far end of the stack); every access has the same alignment, which is only a hint.
// The last two save 2.7 KB in brotli. Inlining fewer functions that are called once would save 1.2 KB, but slow the kernels by 3 %.
const PASSES = [
  ...['--low-memory-unused', '-O2', '--flatten', '--rereloop', '-O2', '--optimize-added-constants-propagate'],
  ...['-O2', '--gufa', '-O2', '--dealign', '--minify-imports-and-exports-and-modules'],
];

/** What wasm-opt calls the module that all imports are from. */
const MODULE = 'a';

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
const before = sizes(wasm);
const renamed = JSON.parse(run('wasm-opt', ...PASSES, ...FEATURES, wasm, '-o', wasm));
await shortenBindings(`${folder}/${name}.js`, renamed);
mkdirSync(cache, { recursive: true });
writeFileSync(stampFile, stamp);

console.log(`${name}: ${describe(before)}; optimised: ${describe(sizes(wasm))}`);

/**
 * Minifies the bindings, after they have the names that wasm-opt gave. @param {string} file
 * @param {{ imports: [module: string, from: string, to: string][], exports: [from: string, to: string][] }} renamed
 */
async function shortenBindings(file, { imports, exports }) {
  let source = readFileSync(file, 'utf8');
  const rename = (/** @type {string} */ from, /** @type {string} */ to) => {
    if (!source.includes(from))
      throw new Error(`${file} lacks ${from}: wasm-bindgen writes other bindings now`);
    source = source.replaceAll(from, to);
  };
  for (const [, from, to] of imports) rename(`${from}: function(`, `"${to}": function(`);
  for (const [from, to] of exports)
    source = source.replaceAll(new RegExp(`\\bwasm\\.${from}\\b`, 'g'), () => `wasm.${to}`);
  rename(`"./${name}_bg.js": import0`, `"${MODULE}": import0`);
  const { code } = await minify(file, source, { module: true });
  writeFileSync(file, code);
}

/** What a command prints. @param {string} command @param {string[]} args */
function run(command, ...args) {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['inherit', 'pipe', 'inherit'] });
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
