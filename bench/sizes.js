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

/**
 * The size of a package's own JavaScript that every visitor downloads, bundled and minified: its entry point and its worker, with what
 * they import statically.
 * @param {string} folder @returns {Promise<Size>}
 */
export async function bundledSizeOf(folder) {
  const sizes = ['index', 'worker'].map((name) => entrySizeOf(folder, join(folder, `${name}.js`)));
  return total(await Promise.all(sizes));
}

/** @param {string} root @param {string} input @returns {Promise<Size>} */
async function entrySizeOf(root, input) {
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      build: {
        write: false,
        target: 'esnext',
        // The WebAssembly and the models stay files.
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { input, preserveEntrySignatures: 'allow-extension' },
      },
      worker: { format: 'es' },
    })
  );
  const chunks = output.filter((file) => file.type === 'chunk');
  const needed = new Set(chunks.filter(({ isEntry }) => isEntry));
  // A set also iterates over what is added meanwhile.
  for (const { imports } of needed) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) needed.add(chunk);
  }
  return total(await Promise.all([...needed].map(({ code }) => compressed(Buffer.from(code)))));
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
