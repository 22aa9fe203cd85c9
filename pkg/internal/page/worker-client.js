/** @import { EngineInfo } from '../../index.js' */
/** @import { DenseNetError } from '../shared/error.js' */
/** @import { Arguments, Method, Result, ThreadStart, WorkerResponse } from '../shared/protocol.js' */
/** @import { WorkerLike } from './place.js' */
import { fromPlain, messageOf } from '../shared/error.js';
import { argumentError } from './check.js';
import { createError } from './errors.js';
import { classOf, transferablesOf } from './images.js';
import { place } from './place.js';

/**
 * @typedef {object} PendingRequest
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {((progress: any) => void) | undefined} onProgress
 */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal]
 * @property {(progress: any) => void} [onProgress]
 * @property {boolean} [isSlow] Whether later calls may overtake it while its arguments are prepared.
 */

/** A worker, or what stands for one in this thread, and the requests that it has not responded to yet. */
export class WorkerClient {
  #worker;
  /** Those of its CPU engine. @type {WorkerLike[]} */
  #threads = [];
  #isReady = false;
  #nextId = 1;
  /** @type {Map<number, PendingRequest>} */
  #pending = new Map();
  /** Called when the worker ends. @type {((error: DenseNetError) => void) | null} */
  onEnd = null;
  /** Called when its network moved to another engine. @type {((engine: EngineInfo) => void) | null} */
  onEngine = null;
  /** Why the worker ended. @type {DenseNetError | null} */
  #endError = null;
  /** Settles when all earlier requests have been sent or abandoned. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @param {boolean} [worker] whether it is one */
  constructor(worker = !place.isInline) {
    this.isInline = !worker;
    this.#worker = start(worker);
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onmessageerror = () => this.end(createError({ problem: 'unreadable-response' }));
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const reason = event.message;
      this.end(
        this.#isReady
          ? createError({ problem: 'worker-crashed', reason })
          : createError({ problem: 'worker-not-started', reason: reason || null }),
      );
    };
  }

  get isEnded() {
    return this.#endError !== null;
  }

  /**
   * Calls a method of the worker. Requests are sent in the order of the calls, however long their arguments take to prepare.
   * @template {Method} M
   * @param {M} method
   * @param {Arguments<M> | Promise<Arguments<M>>} args
   * @param {CallOptions} [options]
   * @returns {Promise<Result<M>>}
   */
  call(method, args, { signal, onProgress, isSlow = false } = {}) {
    const id = this.#nextId++;
    const earlier = isSlow ? null : this.#turn;
    // It is the next request's turn when this one was sent or abandoned.
    let passOn = () => {};
    if (earlier) {
      this.#turn = Promise.all([earlier, new Promise((resolve) => (passOn = () => resolve(undefined)))]);
    }
    return new Promise((resolve, reject) => {
      const settle = () => {
        signal?.removeEventListener('abort', abort);
        this.#pending.delete(id);
        passOn();
      };
      const pending = {
        resolve: (/** @type {Result<M>} */ value) => (settle(), resolve(value)),
        reject: (/** @type {unknown} */ reason) => (settle(), reject(reason)),
        onProgress,
      };
      const abort = () => {
        pending.reject(signal?.reason);
        if (!this.#endError) this.#worker.postMessage({ cancel: id });
      };
      this.#pending.set(id, pending);
      const prepare = async () => {
        if (this.#endError) pending.reject(this.#endError);
        else if (signal?.aborted) pending.reject(signal.reason);
        signal?.addEventListener('abort', abort);
        const prepared = await args;
        await earlier;
        this.#send({ id, method, args: prepared });
        passOn();
      };
      // Whatever fails before the request is sent fails this call alone.
      prepare().catch((error) => pending.reject(argumentError(error)));
    });
  }

  /** Ends the worker. All pending and later requests fail with `error`. @param {DenseNetError} error */
  end(error) {
    if (this.#endError) return;
    this.#endError = error;
    this.#worker.terminate();
    this.#endThreads();
    for (const { reject } of [...this.#pending.values()]) reject(error);
    this.onEnd?.(error);
  }

  /** @param {{ id: number, method: Method, args: Arguments<Method> }} request */
  #send(request) {
    const transfer = 'images' in request.args ? transferablesOf(request.args.images) : [];
    const close = () => transfer.forEach((one) => 'close' in one && one.close());
    const pending = this.#pending.get(request.id);
    // Aborted or disposed in the meantime: nobody else will close the bitmaps.
    if (!pending) return close();
    try {
      this.#worker.postMessage(request, transfer);
    } catch (cause) {
      close();
      pending.reject(createError({ problem: 'not-transferable', reason: messageOf(cause) }, { cause }));
    }
  }

  /** @param {ThreadStart[]} starts */
  async #startThreads(starts) {
    const started = starts.map((start) => {
      const thread = place.startThread();
      this.#threads.push(thread);
      thread.postMessage(start);
      return new Promise((resolve, reject) => {
        thread.onmessage = resolve;
        thread.onerror = (event) => (event.preventDefault(), reject());
      });
    });
    await Promise.all(started);
  }

  #endThreads() {
    for (const thread of this.#threads.splice(0)) thread.terminate();
  }

  /** @param {WorkerResponse} response */
  #receive(response) {
    if ('ready' in response) {
      this.#isReady = true;
    } else if ('fatal' in response) {
      this.end(fromPlain(response.fatal));
    } else if ('engine' in response) {
      this.onEngine?.(response.engine);
    } else if ('threads' in response) {
      this.#startThreads(response.threads).then(
        () => response.port.postMessage(true),
        () => (this.#endThreads(), response.port.postMessage(false)),
      );
    } else {
      const pending = this.#pending.get(response.id);
      if ('progress' in response) pending?.onProgress?.(response.progress);
      else if ('error' in response) pending?.reject(fromPlain(response.error));
      else pending?.resolve(response.result);
    }
  }
}

/** @param {boolean} worker */
function start(worker) {
  let started;
  try {
    started = worker ? place.startWorker() : place.startInline?.();
  } catch (cause) {
    throw createError({ problem: 'worker-not-started', reason: messageOf(cause) }, { cause });
  }
  if (!started) throw createError({ problem: 'no-worker', scope: classOf(globalThis) });
  return started;
}
