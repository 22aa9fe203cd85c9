// The size of code: raw, and with the best compression that servers use.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build } from 'vite';

const compress = promisify(brotliCompress);
// onnxruntime-web's files take a minute to compress.
const CACHE = fileURLToPath(new URL('node_modules/.cache/brotli-sizes.json', import.meta.url));

/** Bytes. @typedef {{ raw: number, brotli: number }} Size */

/** @param {string} file @returns {Promise<Size>} */
export const sizeOf = (file) => compressed(readFileSync(file));

/** The size of a package's own JavaScript, bundled and minified: its entry point and its worker. @param {string} folder @returns {Promise<Size>} */
export async function bundledSizeOf(folder) {
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      build: {
        write: false,
        target: 'esnext',
        // The WebAssembly and the models stay files.
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { input: join(folder, 'index.js'), preserveEntrySignatures: 'strict' },
      },
      worker: { format: 'es' },
    })
  );
  const own = output.filter(({ fileName }) => /\/(index|worker)-[^/]*\.js$/.test(fileName));
  if (own.length !== 2) throw new Error(`the bundle consists of ${output.map(({ fileName }) => fileName)}`);
  return total(
    await Promise.all(own.map((file) => compressed(Buffer.from('code' in file ? file.code : file.source)))),
  );
}

/** @param {Buffer} data @returns {Promise<Size>} */
async function compressed(data) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length };
  return { raw: data.length, brotli: (await compress(data, { params })).length };
}

/** @param {Size[]} sizes @returns {Size} */
export const total = (sizes) =>
  sizes.reduce((sum, { raw, brotli }) => ({ raw: sum.raw + raw, brotli: sum.brotli + brotli }), {
    raw: 0,
    brotli: 0,
  });

/** @returns {Record<string, Size>} */
function cached() {
  try {
    return JSON.parse(readFileSync(CACHE, 'utf8'));
  } catch {
    return {};
  }
}

/** The sum over files of the repository. @param {string} root @param {string[]} paths */
export async function sizeOfAll(root, paths) {
  const cache = cached();
  const sizes = [];
  for (const path of new Set(paths)) {
    const file = join(root, path);
    const { size, mtimeMs } = statSync(file);
    sizes.push((cache[`${path} ${size} ${mtimeMs}`] ??= await sizeOf(file)));
  }
  mkdirSync(dirname(CACHE), { recursive: true });
  writeFileSync(CACHE, JSON.stringify(cache, null, 1));
  return total(sizes);
}
