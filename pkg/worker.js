// The worker of every loaded network: all decoding and computing happens here, off the page's thread.
import { createHandlers } from './internal/worker/handlers.js';
import { serve } from './internal/worker/server.js';

// Bundlers recognise exactly these expressions, so keep their form, and keep them in the package's root: where a bundler
// does not know them, the files can be copied next to the bundle.
const BUILDS = {
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
};

serve(self, createHandlers(BUILDS));
