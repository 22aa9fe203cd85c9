// The worker of every loaded network: all decoding and computing happens here, off the page's thread.
import { createHandlers } from './internal/worker/handlers.js';
import { serve } from './internal/worker/server.js';

// What those import. Named here, all are fetched at once where there is no bundler, instead of one level after the other.
import './internal/shared/cache.js';
import './internal/shared/checksum.js';
import './internal/shared/error.js';
import './internal/shared/shard-names.js';
import './internal/shared/within.js';
import './internal/worker/checkpoint.js';
import './internal/worker/configure.js';
import './internal/worker/content.js';
import './internal/worker/core.js';
import './internal/worker/cuts.js';
import './internal/worker/data-url.js';
import './internal/worker/decode.js';
import './internal/worker/download.js';
import './internal/worker/embed.js';
import './internal/worker/errors.js';
import './internal/worker/explain.js';
import './internal/worker/image-file.js';
import './internal/worker/image-header.js';
import './internal/worker/instantiate.js';
import './internal/worker/intake.js';
import './internal/worker/kernel-choices.js';
import './internal/worker/labels.js';
import './internal/worker/maps.js';
import './internal/worker/measure-reuse.js';
import './internal/worker/metadata.js';
import './internal/worker/network.js';
import './internal/worker/pixels.js';
import './internal/worker/prepare.js';
import './internal/worker/remote-file.js';
import './internal/worker/shards.js';
import './internal/worker/threads.js';
import './internal/worker/traps.js';
import './internal/worker/weights.js';

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
  kernels: {
    plain: new URL('./wasm/kernels/plain.wasm', import.meta.url),
    relaxed: new URL('./wasm/kernels/relaxed.wasm', import.meta.url),
    shared: new URL('./wasm/kernels/shared.wasm', import.meta.url),
    sharedRelaxed: new URL('./wasm/kernels/shared_relaxed.wasm', import.meta.url),
    start: () =>
      new Worker(new URL('./thread.js', import.meta.url), { type: 'module', name: 'densenet-web thread' }),
  },
};

serve(self, createHandlers(BUILDS));
