// Every file that the page needs at run time and that bundlers must therefore find; the WebAssembly is in worker.js.
// Bundlers recognise exactly these expressions, so keep their form, and keep them in the package's root: where a bundler
// does not know them, the files can be copied next to the bundle.

/** @returns {Worker} */
export function startWorker() {
  try {
    return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'densenet-web' });
  } catch (error) {
    const here = import.meta.url;
    if (!here.startsWith('http') || new URL(here).origin === location.origin) throw error;
    // Scripts of another origin, such as a CDN, can be imported but not started as workers.
    const importer = new Blob([`import ${JSON.stringify(new URL('worker.js', here).href)};`], {
      type: 'text/javascript',
    });
    return new Worker(URL.createObjectURL(importer), { type: 'module', name: 'densenet-web' });
  }
}

/** A thread of the CPU engine. @returns {Worker} */
export const startThread = () =>
  new Worker(new URL('./thread.js', import.meta.url), { type: 'module', name: 'densenet-web thread' });

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
