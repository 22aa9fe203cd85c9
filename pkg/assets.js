// Every file that the page needs at run time and that bundlers must therefore find; the WebAssembly is in worker.js.
// Bundlers recognise exactly these expressions, so keep their form, and keep them in the package's root: where a bundler
// does not know them, the files can be copied next to the bundle. `base` is the `baseUrl` of those that are elsewhere.
/** @import { WorkerArguments } from './internal/page/start-worker.js' */
import { createError } from './internal/page/errors.js';
import { argumentsOf, start } from './internal/page/start-worker.js';

/** @template T @param {() => T} locate @returns {T} */
function located(locate) {
  try {
    return locate();
  } catch (cause) {
    throw createError({ problem: 'no-base-url' }, { cause });
  }
}

/** @param {string | null} base @returns {WorkerArguments | Worker} */
export const locateWorker = (base) =>
  base
    ? [new URL('worker.js', base), { type: 'module', name: 'densenet-web' }]
    : located(() =>
        argumentsOf(
          () => new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'densenet-web' }),
        ),
      );

/** @param {string | null} base */
export const startWorker = (base) => start(locateWorker(base));

/** A thread of the CPU engine. @param {string | null} base */
export const startThread = (base) =>
  start(
    base
      ? [new URL('thread.js', base), { type: 'module', name: 'densenet-web thread' }]
      : argumentsOf(
          () =>
            new Worker(new URL('./thread.js', import.meta.url), {
              type: 'module',
              name: 'densenet-web thread',
            }),
        ),
  );

/**
 * The bundled networks by name; the first is the default.
 * @type {Record<string, () => { weights: URL, metadata: URL }>}
 */
export const MODELS = {
  densenet40_k12_bc_cifar10: () => ({
    weights: new URL('./models/densenet40_k12_bc_cifar10.safetensors', import.meta.url),
    metadata: new URL('./models/densenet40_k12_bc_cifar10.json', import.meta.url),
  }),
};

/** @param {string} name @param {string | null} base */
export const locateModel = (name, base) =>
  base
    ? { weights: new URL(`models/${name}.safetensors`, base), metadata: new URL(`models/${name}.json`, base) }
    : located(MODELS[name]);
