// Every file that this package needs at run time and that bundlers must therefore find (but for the WebAssembly, which
// worker.js names). They recognise exactly these expressions, so keep their form, and keep them in the package's root:
// where a bundler does not know them, the files can be copied beside the bundle.

/** @returns {Worker} */
export const startWorker = () =>
  new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'densenet-web' });

/**
 * The bundled networks by name; the first is the default.
 * @type {Record<string, () => { weights: URL, config: URL }>}
 */
export const MODELS = {
  densenet40_k12_bc_cifar10: () => ({
    weights: new URL('./models/densenet40_k12_bc_cifar10.safetensors', import.meta.url),
    config: new URL('./models/densenet40_k12_bc_cifar10.json', import.meta.url),
  }),
};
