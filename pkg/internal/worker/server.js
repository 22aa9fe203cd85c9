/** @import { EngineInfo } from '../../index.js' */
/** @import { CancelRequest, Context, Handlers, WorkerRequest, WorkerResponse } from '../shared/protocol.js' */
import { toPlain } from '../shared/error.js';
import { isTrap, trapError } from './traps.js';

/**
 * The part of a worker's global scope that is used here.
 * @typedef {object} Scope
 * @property {(response: WorkerResponse, options: { transfer?: Transferable[] }) => void} postMessage
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 */

/** Milliseconds without a request after which the worker has time for what nobody waits for. */
const IDLE = 500;

/** @param {unknown} error @returns {WorkerResponse} */
const fatal = (error) => ({ fatal: toPlain(trapError(error)) });

/**
 * Responds to the page's requests, one at a time and in order: a network can't be borrowed twice. One that takes long can give
 * way to those that came later.
 * @param {Scope} scope @param {Handlers} handlers
 */
export function serve(scope, handlers) {
  /** @type {Map<number, AbortController>} */
  const controllers = new Map();
  /** @type {(() => Promise<void>)[]} */
  const waiting = [];
  let turn = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const handleWaiting = async () => {
    for (let next; (next = waiting.shift());) await next();
  };

  const giveWay = async () => {
    await nextTask();
    await handleWaiting();
  };

  /** @type {Context['lend']} */
  const lend = (threads) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data: isStarted }) => (port1.close(), isStarted ? resolve() : reject());
      scope.postMessage({ threads, port: port2 }, { transfer: [port2] });
    });

  /** @param {WorkerRequest} request @param {AbortSignal} signal */
  const respond = async ({ id, method, args }, signal) => {
    try {
      /** @type {(args: any, context: Context) => Promise<unknown>} */
      const handler = handlers[method];
      const result = await handler(args, {
        signal,
        report: (progress) => scope.postMessage({ id, progress }, {}),
        reportEngine: (engine) => scope.postMessage({ engine }, {}),
        giveWay,
        lend,
      });
      scope.postMessage({ id, result }, { transfer: transferablesOf(result) });
    } catch (error) {
      scope.postMessage(isTrap(error) ? fatal(error) : { id, error: toPlain(error) }, {});
    } finally {
      controllers.delete(id);
    }
  };

  /** Tunes the network in slices, and stops as soon as there is a request. */
  const tune = async () => {
    const reportEngine = (/** @type {EngineInfo} */ engine) => scope.postMessage({ engine }, {});
    try {
      while (waiting.length === 0 && (await handlers.tune?.({}, { reportEngine }))) await nextTask();
    } catch {
      // If the GPU has failed, the next request says so, and recovers.
    }
  };

  scope.addEventListener('message', (/** @type {MessageEvent<WorkerRequest | CancelRequest>} */ { data }) => {
    if ('cancel' in data) {
      controllers.get(data.cancel)?.abort();
      return;
    }
    const controller = new AbortController();
    controllers.set(data.id, controller);
    waiting.push(() => respond(data, controller.signal));
    turn = turn.then(handleWaiting);
    clearTimeout(timer);
    timer = setTimeout(() => (turn = turn.then(tune)), IDLE);
  });
  // A trap inside a future surfaces only here: the promise that it should have settled stays pending.
  scope.addEventListener('error', (event) => scope.postMessage(fatal(event.error ?? event.message), {}));
  scope.addEventListener('unhandledrejection', (event) => scope.postMessage(fatal(event.reason), {}));
  scope.postMessage({ ready: true }, {});
}

/** The event loop's next turn, in which messages arrive. Timers would take 4 ms. */
const nextTask = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });

/** A result's numbers are moved, not copied. @param {unknown} result @returns {Transferable[]} */
function transferablesOf(result) {
  const data = /** @type {{ data?: unknown }} */ (result).data;
  return data instanceof Float32Array ? [data.buffer] : [];
}
