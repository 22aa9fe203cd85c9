/** @import { LoadProgress } from '../../index.js' */
/** @import { Answer, Arguments, Method, Result } from '../shared/protocol.js' */
import { startWorker } from '../../assets.js';
import { DenseNetError, fromPlain, messageOf } from '../shared/error.js';

/**
 * @typedef {object} Pending
 * @property {(value: any) => void} resolve
 * @property {(reason: unknown) => void} reject
 * @property {((progress: LoadProgress) => void) | undefined} onProgress
 */

/**
 * @typedef {object} CallOptions
 * @property {AbortSignal} [signal]
 * @property {(progress: LoadProgress) => void} [onProgress]
 */

/** A worker, and the questions it has not answered yet. */
export class Client {
  #worker;
  #ready = false;
  #nextId = 1;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  /** Called when no more questions are possible. @type {((error: DenseNetError) => void) | null} */
  onEnd = null;
  /** Why no more questions are possible. @type {DenseNetError | null} */
  #ended = null;
  /** Settles when all earlier questions have been sent or given up. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  constructor() {
    this.#worker = start();
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onmessageerror = () =>
      this.end(new DenseNetError('internal', 'the worker sent something unreadable: load the network again'));
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.end(this.#ready ? crashed(event.message) : notStarted(event.message));
    };
  }

  get isEnded() {
    return this.#ended !== null;
  }

  /**
   * Asks the worker. Questions reach it in the order of the calls, however long their arguments take to prepare.
   * @template {Method} M
   * @param {M} method
   * @param {Arguments<M> | Promise<Arguments<M>>} args
   * @param {CallOptions} [options]
   * @returns {Promise<Result<M>>}
   */
  call(method, args, { signal, onProgress } = {}) {
    const id = this.#nextId++;
    const prepared = Promise.resolve(args);
    const earlier = this.#turn;
    // It is the next one's turn when this question was sent or given up.
    let passOn = () => {};
    this.#turn = Promise.all([earlier, new Promise((resolve) => (passOn = () => resolve(undefined)))]);
    return new Promise((resolve, reject) => {
      const stop = () => {
        signal?.removeEventListener('abort', abort);
        this.#pending.delete(id);
        passOn();
      };
      const pending = {
        resolve: (/** @type {Result<M>} */ value) => (stop(), resolve(value)),
        reject: (/** @type {unknown} */ reason) => (stop(), reject(reason)),
        onProgress,
      };
      const abort = () => {
        pending.reject(signal?.reason);
        if (!this.#ended) this.#worker.postMessage({ cancel: id });
      };
      this.#pending.set(id, pending);
      signal?.addEventListener('abort', abort);
      if (this.#ended) pending.reject(this.#ended);
      else if (signal?.aborted) pending.reject(signal.reason);
      prepared.then(
        async (args) => {
          await earlier;
          this.#send({ id, method, args });
          passOn();
        },
        (error) => pending.reject(error),
      );
    });
  }

  /** Ends the worker; whatever is asked from now on, or was not answered yet, fails with `error`. @param {DenseNetError} error */
  end(error) {
    if (this.#ended) return;
    this.#ended = error;
    this.#worker.terminate();
    for (const { reject } of [...this.#pending.values()]) reject(error);
    this.onEnd?.(error);
  }

  /** @param {{ id: number, method: Method, args: Arguments<Method> }} question */
  #send(question) {
    const bitmaps = bitmapsOf(question.args);
    const pending = this.#pending.get(question.id);
    // Aborted or disposed in the meantime: nobody else will close what was captured for it.
    if (!pending) return bitmaps.forEach((bitmap) => bitmap.close());
    try {
      this.#worker.postMessage(question, bitmaps);
    } catch (error) {
      bitmaps.forEach((bitmap) => bitmap.close());
      pending.reject(unsendable(error, bitmaps.length > 0));
    }
  }

  /** @param {Answer} answer */
  #hear(answer) {
    if ('ready' in answer) {
      this.#ready = true;
    } else if ('fatal' in answer) {
      this.end(fromPlain(answer.fatal));
    } else {
      const pending = this.#pending.get(answer.id);
      if ('progress' in answer) pending?.onProgress?.(answer.progress);
      else if ('error' in answer) pending?.reject(fromPlain(answer.error));
      else pending?.resolve(answer.result);
    }
  }
}

/** @param {Arguments<Method>} args @returns {ImageBitmap[]} */
function bitmapsOf(args) {
  const images = 'images' in args && Array.isArray(args.images) ? args.images : [];
  return images.flatMap((image) => (image.kind === 'bitmap' ? [image.bitmap] : []));
}

function start() {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') {
    throw new DenseNetError(
      'unsupported',
      'densenet-web needs a browser with module workers and OffscreenCanvas; it does not run in Node.js',
    );
  }
  try {
    return startWorker();
  } catch (error) {
    throw notStarted(messageOf(error), error);
  }
}

/** @param {string} [detail] @param {unknown} [cause] */
function notStarted(detail, cause) {
  const message =
    "the package's worker could not be started: worker.js must be served from the page's own origin as JavaScript, " +
    "a Content-Security-Policy must allow worker-src 'self', and Vite before version 8 needs densenet-web in " +
    'optimizeDeps.exclude';
  return new DenseNetError('unsupported', detail ? `${message} (${detail})` : message, { cause });
}

/** @param {string} message */
const crashed = (message) =>
  new DenseNetError('internal', `the network's worker crashed (${message}): load the network again`);

/** @param {unknown} error @param {boolean} hasBitmaps */
function unsendable(error, hasBitmaps) {
  const detail = messageOf(error);
  return hasBitmaps
    ? new DenseNetError(
        'invalid-image',
        'an image comes from another origin, which keeps its pixels from this page: load it with ' +
          `crossorigin="anonymous", or pass its URL (${detail})`,
        { cause: error },
      )
    : new DenseNetError(
        'invalid-argument',
        `the worker can't be given this: was it transferred elsewhere before? (${detail})`,
        { cause: error },
      );
}
