// The WebAssembly.
// Bundlers recognise exactly these expressions, so keep their form, and keep them in the package's root: where a bundler
// does not know them, the files can be copied next to the bundle.
/** @type {import('./internal/worker/core.js').Builds} */
export const BUILDS = {
  standard: {
    bindings: new URL('./wasm/densenet_web.js', import.meta.url),
    wasm: new URL('./wasm/densenet_web_bg.wasm', import.meta.url),
  },
  // For `engine: 'burn'` and random networks: half of its size is burn, which nothing else needs.
  burn: {
    bindings: new URL('./wasm/burn/densenet_web_burn.js', import.meta.url),
    wasm: new URL('./wasm/burn/densenet_web_burn_bg.wasm', import.meta.url),
  },
  // Reads what few visitors have: images where the canvas lies.
  files: {
    bindings: new URL('./wasm/files/densenet_web_files.js', import.meta.url),
    wasm: new URL('./wasm/files/densenet_web_files_bg.wasm', import.meta.url),
  },
  // ImageNet's labels, for networks of as many classes that have none.
  labels: new URL('./models/imagenet-1k-labels.json', import.meta.url),
  kernels: {
    plain: new URL('./wasm/kernels/plain.wasm', import.meta.url),
    relaxed: new URL('./wasm/kernels/relaxed.wasm', import.meta.url),
    shared: new URL('./wasm/kernels/shared.wasm', import.meta.url),
    sharedRelaxed: new URL('./wasm/kernels/shared_relaxed.wasm', import.meta.url),
  },
};
