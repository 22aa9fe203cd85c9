// One contestant with one network, in its own frame: `?contestant=ort-wasm-threads&network=densenet121`. The benchmark
// calls the methods of `window.contestant`.
import { network } from './networks.js';

const given = new URLSearchParams(location.search);
const name = String(given.get('network'));
const [kind, engine, threaded] = String(given.get('contestant')).split('-');
const threads = threaded ? Math.min(navigator.hardwareConcurrency, 8) : 1;
const { prepare } = await {
  litert: () => import('./litert.js'),
  ours: () => import('./ours.js'),
  ort: () => import('./ort.js'),
  tf: () => import('./tf.js'),
}[/** @type {'litert' | 'ours' | 'ort' | 'tf'} */ (kind)]();

/**
 * @type {{
 *   code: () => Promise<void>,
 *   session: () => Promise<void>,
 *   run: () => Promise<{ logits: Float32Array | (() => Float32Array), pass?: number }>,
 *   accounting?: () => any,
 * }}
 */
let contestant;

/** @param {() => Promise<any>} action */
async function timed(action) {
  const start = performance.now();
  const result = await action();
  return { ms: performance.now() - start, result };
}

Object.assign(window, {
  contestant: {
    /** Setup that is not timed: weights, input and the contestant's model file. */
    prepare: async () => {
      contestant = await prepare(await network(name), /** @type {any} */ (engine), threads);
    },
    load: async () => {
      const code = await timed(contestant.code);
      const session = await timed(contestant.session);
      return { code: code.ms, session: session.ms };
    },
    run: async () => {
      const { ms, result } = await timed(contestant.run);
      const { logits, pass = null } = result;
      return { ms, pass, logits: Array.from(typeof logits === 'function' ? logits() : logits) };
    },
    accounting: async () => (await contestant.accounting?.()) ?? null,
  },
});
