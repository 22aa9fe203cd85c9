/** @import { Answer, Cancel, Handlers, Question } from '../shared/protocol.js' */
import { messageOf, toPlain } from '../shared/error.js';

/**
 * The part of a worker's global scope that is used here.
 * @typedef {object} Scope
 * @property {(answer: Answer, options: { transfer?: Transferable[] }) => void} postMessage
 * @property {(type: string, listener: (event: any) => void) => void} addEventListener
 */

/** What a panic or any other trap leaves behind must not be used again. @param {unknown} error */
const isTrap = (error) => error instanceof WebAssembly.RuntimeError;

/** @param {unknown} error @returns {Answer} */
const fatal = (error) => ({
  fatal: {
    code: 'internal',
    message: `the network's code failed (${messageOf(error)}) and can't be used any more: dispose it and load it again`,
  },
});

/**
 * Answers the page's questions, one at a time and in order: a network can't be borrowed twice.
 * @param {Scope} scope @param {Handlers} handlers
 */
export function serve(scope, handlers) {
  /** @type {Map<number, AbortController>} */
  const controllers = new Map();
  let turn = Promise.resolve();

  /** @param {Question} question @param {AbortSignal} signal */
  const answer = async ({ id, method, args }, signal) => {
    try {
      /** @type {(args: any, context: import('../shared/protocol.js').Context) => Promise<unknown>} */
      const handler = handlers[method];
      const result = await handler(args, {
        signal,
        report: (progress) => scope.postMessage({ id, progress }, {}),
      });
      scope.postMessage({ id, result }, { transfer: transferables(result) });
    } catch (error) {
      scope.postMessage(isTrap(error) ? fatal(error) : { id, error: toPlain(error) }, {});
    } finally {
      controllers.delete(id);
    }
  };

  scope.addEventListener('message', (/** @type {MessageEvent<Question | Cancel>} */ { data }) => {
    if ('cancel' in data) {
      controllers.get(data.cancel)?.abort();
      return;
    }
    const controller = new AbortController();
    controllers.set(data.id, controller);
    turn = turn.then(() => answer(data, controller.signal));
  });
  // A trap inside a future surfaces here and nowhere else: the promise it should have settled stays pending.
  scope.addEventListener('error', (event) => scope.postMessage(fatal(event.error ?? event.message), {}));
  scope.addEventListener('unhandledrejection', (event) => scope.postMessage(fatal(event.reason), {}));
  scope.postMessage({ ready: true }, {});
}

/** The numbers of a result are moved, not copied. @param {unknown} result @returns {Transferable[]} */
function transferables(result) {
  const data = /** @type {{ data?: unknown }} */ (result).data;
  return data instanceof Float32Array ? [data.buffer] : [];
}
