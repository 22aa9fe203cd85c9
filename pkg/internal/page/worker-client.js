/** @import { EngineInfo } from '../../index.js' */
/** @import { WorkerLike } from './place.js' */
/** @import { Arguments, Method, Result, ThreadStart, WorkerResponse } from '../shared/protocol.js' */
import { DenseNetError, fromPlain, messageOf } from '../shared/error.js';
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

/** Milliseconds after which somebody looks whether a worker can't start. */
const SLOW = 10_000;

/** A worker, or what stands for one in this thread, and the requests that it has not responded to yet. */
export class WorkerClient {
  /** @type {WorkerLike | undefined} */
  #worker;
  /** Those of its CPU engine. @type {WorkerLike[]} */
  #threads = [];
  #isReady = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
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

  /**
   * @param {string | null} [base] the folder with the package's files, where they were moved
   * @param {boolean} [worker] whether it is one
   */
  constructor(base = null, worker = !place.isInline) {
    this.base = base;
    this.isInline = !worker;
    try {
      this.#worker = start(base, worker);
    } catch (cause) {
      if (cause instanceof DenseNetError) throw cause;
      void this.#explain(messageOf(cause));
      return;
    }
    // Firefox doesn't tell that one of a worker's modules is missing.
    this.#timer = setTimeout(() => void this.#explain(), SLOW);
    /** @type {{ unref?: () => void }} */ (this.#timer).unref?.();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onmessageerror = () => this.end(createError({ problem: 'unreadable-response' }));
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const reason = event.message;
      if (this.#isReady) this.end(createError({ problem: 'worker-crashed', reason }));
      else void this.#explain(reason || null);
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
        if (!this.#endError) this.#worker?.postMessage({ cancel: id });
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
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#endThreads();
    for (const { reject } of [...this.#pending.values()]) reject(error);
    this.onEnd?.(error);
  }

  /**
   * Finds out why it didn't start, with code that few pages need. `reason`: the browser's own wording; undefined where the worker
   * may only be slow. @param {string | null} [reason]
   */
  async #explain(reason) {
    try {
      const { diagnose } = await import('./diagnose.js');
      const error = await diagnose(this.base, reason ?? null);
      const isSlow =
        reason === undefined && (this.#isReady || error.details.problem === 'worker-not-started');
      if (!isSlow) this.end(error);
    } catch (cause) {
      this.end(createError({ problem: 'worker-undiagnosed', reason: reason ?? messageOf(cause) }, { cause }));
    }
  }

  /** @param {{ id: number, method: Method, args: Arguments<Method> }} request */
  #send(request) {
    const transfer = 'images' in request.args ? transferablesOf(request.args.images) : [];
    const close = () => transfer.forEach((one) => 'close' in one && one.close());
    const pending = this.#pending.get(request.id);
    // Aborted or disposed in the meantime: nobody else will close the bitmaps.
    if (!pending) return close();
    try {
      this.#worker?.postMessage(request, transfer);
    } catch (cause) {
      close();
      pending.reject(createError({ problem: 'not-transferable', reason: messageOf(cause) }, { cause }));
    }
  }

  /** @param {ThreadStart[]} starts */
  async #startThreads(starts) {
    this.#endThreads();
    const started = starts.map((start) => {
      const thread = place.startThread(this.base);
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
      clearTimeout(this.#timer);
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

/** @param {string | null} base @param {boolean} worker */
function start(base, worker) {
  const started = worker ? place.startWorker(base) : place.startInline?.();
  if (!started) throw createError({ problem: 'no-worker', scope: classOf(globalThis) });
  return started;
}
