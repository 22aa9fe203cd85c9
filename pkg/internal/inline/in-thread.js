// Stands for a worker in the calling thread: for service workers, shared workers and whatever else can't start one.
/** @import { Context, Handlers, LoadArguments, WorkerResponse } from '../shared/protocol.js' */
import * as files from '../../wasm/files/densenet_web_files.js';
import * as standard from '../../wasm/densenet_web.js';
import { BUILDS } from '../../builds.js';
import { setDownloads } from '../worker/download.js';
import { createHandlers } from '../worker/handlers.js';
import { serve } from '../worker/server.js';
import { createError } from './errors.js';
import { toPlain } from '../shared/error.js';

/** Nothing is imported later: service workers may not do that. Only burn's bindings are. */
const INLINE_BUILDS = {
  ...BUILDS,
  standard: { ...BUILDS.standard, module: standard },
  files: { ...BUILDS.files, module: files },
};

/** Why the WebAssembly, of which a thread has only one, can't be used any longer. @type {string | null} */
let failure = null;

/** When the last request ends that downloads something: how that is done is the thread's. @type {Promise<unknown>} */
let turn = Promise.resolve();

/** What downloads something. @type {(keyof Handlers)[]} */
const DOWNLOADING = ['load', 'inspectCheckpoint', 'configure', 'classify', 'embed', 'preprocess'];

/** @param {Handlers} handlers @returns {Handlers} */
function forThisThread(handlers) {
  /** @type {Pick<LoadArguments, 'timeout' | 'credentials'>} */
  let downloads;
  /** @param {(args: any, context: Context) => Promise<any>} handle @returns {typeof handle} */
  const inTurn = (handle) => (args, context) => {
    const result = turn.then(() => {
      if ('timeout' in args) downloads = args;
      setDownloads(downloads.timeout, downloads.credentials);
      return handle(args, context);
    });
    turn = result.catch(() => {});
    return result;
  };
  const own = DOWNLOADING.map((name) => [name, inTurn(/** @type {any} */ (handlers[name]))]);
  const { load, ...others } = Object.fromEntries(own);
  return {
    ...handlers,
    ...others,
    // Unless another engine is requested, it is the one that works everywhere.
    load: ({ engines, ...args }, context) =>
      load({ ...args, engines: engines.map((one) => (one === 'auto' ? 'cpu' : one)), threads: 1 }, context),
  };
}

/** @param {string} reason */
const failed = (reason) => ({ fatal: toPlain(createError({ problem: 'inline-failed', reason })) });

/** What a page sees of a worker. */
class InThread {
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  /** Requests that nobody has responded to. @type {Set<number>} */
  #pending = new Set();
  /** @type {(event: { data: unknown }) => void} */
  #handle = () => {};
  #ended = new AbortController();

  constructor() {
    const handlers = createHandlers(INLINE_BUILDS);
    serve(
      {
        postMessage: (response) => this.#respond(response),
        addEventListener: (type, listener) => this.#listen(type, listener),
      },
      forThisThread(handlers),
    );
    if (failure) this.#respond(failed(failure));
  }

  /** Clones, so that nobody changes what the other has. @param {any} message @param {any} [transfer] */
  postMessage(message, transfer) {
    const data = structuredClone(message, { transfer });
    if ('method' in data) this.#pending.add(data.id);
    this.#handle({ data });
  }

  terminate() {
    this.#ended.abort();
    for (const id of this.#pending) this.#handle({ data: { cancel: id } });
    // After a failure nothing may be called.
    if (!failure) this.#handle({ data: { id: 0, method: 'free', args: {} } });
  }

  /** @param {WorkerResponse} data */
  #respond(data) {
    if ('fatal' in data) {
      const { details } = data.fatal;
      failure ??= data.fatal.message;
      if (details.problem === 'trapped') data = failed(details.reason);
    }
    if ('result' in data || 'error' in data) this.#pending.delete(data.id);
    queueMicrotask(() => {
      if (!this.#ended.signal.aborted) this.onmessage?.({ data });
    });
  }

  /** @param {string} type @param {(event: any) => void} listener */
  #listen(type, listener) {
    if (type === 'message') {
      this.#handle = listener;
      return;
    }
    const { signal } = this.#ended;
    // The thread's other errors are none of the network's business.
    const ifOurs = (/** @type {any} */ event) =>
      (event.error ?? event.reason) instanceof WebAssembly.RuntimeError && listener(event);
    globalThis.addEventListener?.(type, ifOurs, { signal });
  }
}

export const startInThread = () => new InThread();
