// The worker of every loaded network: all decoding and computing happens here, off the page's thread.
import { BUILDS } from './builds.js';
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
import './internal/worker/describe.js';
import './internal/worker/download.js';
import './internal/worker/embed.js';
import './internal/worker/engine-order.js';
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
import './internal/worker/plan.js';
import './internal/worker/prepare.js';
import './internal/worker/remote-file.js';
import './internal/worker/shards.js';
import './internal/worker/threads.js';
import './internal/worker/traps.js';
import './internal/worker/weights.js';

serve(self, createHandlers(BUILDS));
