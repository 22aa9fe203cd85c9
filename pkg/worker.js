// The worker of every loaded network: all decoding and computing happens here, off the page's thread.
import { createHandlers } from './internal/worker/handlers.js';
import { serve } from './internal/worker/server.js';

serve(self, createHandlers(new URL('./wasm/densenet_web_bg.wasm', import.meta.url)));
