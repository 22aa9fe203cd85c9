// Prints the size of the npm package's code after bundling (JavaScript minified), without models, and fails if a
// visitor's download is too large.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledSizeOf, sizeOf, total } from './sizes.js';

/**
 * Maximum bytes with brotli at its best, WebAssembly and JavaScript together: the default download, burn, the file readers, and the
 * kernels' module of the CPU engine.
 */
const MAX_DEFAULT = 240_000;
const MAX_BURN = 450_000;
const MAX_FILES = 340_000;
const MAX_KERNELS = 15_000;

const pkg = fileURLToPath(new URL('../pkg/', import.meta.url));
if (!existsSync(join(pkg, 'wasm/densenet_web_bg.wasm'))) {
  console.error('There is no WebAssembly in pkg/wasm: run "npm run wasm" first.');
  process.exit(1);
}

const packed = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: pkg, encoding: 'utf8' });
/** @type {string[]} */
const files = JSON.parse(packed)[0].files.map((/** @type {{ path: string }} */ { path }) => path);

/** @param {string} name @param {RegExp} which */
async function measure(name, which) {
  const measured = files.filter((path) => which.test(path)).map((path) => sizeOf(join(pkg, path)));
  const size = total(await Promise.all(measured));
  print(name, size);
  return size;
}

/** @param {string} name @param {import('./sizes.js').Size} size */
function print(name, { raw, brotli }) {
  const [a, b] = [raw, brotli].map((bytes) => bytes.toLocaleString('en').padStart(10));
  console.log(`${name.padEnd(14)}${a} bytes, ${b} in brotli`);
}

const own = await bundledSizeOf(pkg);
const standard = total([
  await measure('WebAssembly', /^wasm\/[^/]*\.wasm$/),
  await measure('its JavaScript', /^wasm\/[^/]*\.js$/),
  own,
]);
print('our JavaScript', own);
print('together', standard);
const burn = await measure('with burn', /^wasm\/burn\/.*\.(js|wasm)$/);
const readers = await measure('file readers', /^wasm\/files\/.*\.(js|wasm)$/);
// A visitor needs one of four that differ by some bytes.
const kernels = await measure('kernels', /^wasm\/kernels\/shared_relaxed\.wasm$/);
await measure('models', /^models\//);

check('The default download', standard, MAX_DEFAULT);
check('The download for burn', burn, MAX_BURN);
check('The download for reading files', readers, MAX_FILES);
check("The kernels' module", kernels, MAX_KERNELS);

/** @param {string} what @param {import('./sizes.js').Size} size @param {number} max */
function check(what, { brotli }, max) {
  const share = `${brotli.toLocaleString('en')} of at most ${max.toLocaleString('en')} bytes in brotli`;
  if (brotli <= max) return console.log(`${what} is small enough: ${share}.`);
  console.error(`${what} is too large: ${share}.`);
  process.exitCode = 1;
}
