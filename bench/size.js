// Prints what the npm package's code weighs, models apart, and fails when it weighs too much.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sizeOf, total } from './sizes.js';

/** Bytes of wasm and JavaScript together, in brotli at its best. */
const MOST = 450_000;

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
  const size = total(
    await Promise.all(files.filter((path) => which.test(path)).map((path) => sizeOf(join(pkg, path)))),
  );
  print(name, size);
  return size;
}

/** @param {string} name @param {import('./sizes.js').Size} size */
function print(name, { raw, brotli }) {
  const [a, b] = [raw, brotli].map((bytes) => bytes.toLocaleString('en').padStart(10));
  console.log(`${name.padEnd(14)}${a} bytes, ${b} in brotli`);
}

const wasm = await measure('WebAssembly', /\.wasm$/);
const glue = await measure('its JavaScript', /^wasm\/.*\.js$/);
const own = await measure('our JavaScript', /^(?!wasm\/).*\.js$/);
const { brotli } = total([wasm, glue, own]);
print('together', total([wasm, glue, own]));
await measure('models', /^models\//);

const share = `${brotli.toLocaleString('en')} of at most ${MOST.toLocaleString('en')} bytes in brotli`;
if (brotli > MOST) {
  console.error(`The package is too large: ${share}.`);
  process.exit(1);
}
console.log(`The package is small enough: ${share}.`);
