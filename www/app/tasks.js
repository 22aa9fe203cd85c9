// Runs long operations as tasks, one at a time: each is shown in the status bar and can be cancelled.
import { store } from './store.js';

/** @import { Busy } from './store.js' */

/**
 * @typedef {object} Task
 * @property {AbortSignal} signal
 * @property {(progress: number | null, detail?: string) => void} report a fraction from 0 to 1, and text to show with it.
 */

const CANCELLED = new DOMException('Cancelled.', 'AbortError');
/** The abort reason of a task that was replaced by a new one. */
export const SUPERSEDED = new DOMException('Something newer was asked for.', 'AbortError');

/** @type {Promise<unknown>} */
let last = Promise.resolve();
/** @type {AbortController | null} */
let waiting = null;

/**
 * Aborts the previous task and runs `work` when that has ended. A load is not aborted, because the next task needs its
 * network. Errors are shown, never thrown.
 *
 * @template T
 * @param {Busy['kind']} kind
 * @param {string} label
 * @param {(task: Task) => Promise<T>} work
 * @returns {Promise<T | undefined>} undefined after an error or when cancelled.
 */
export function runTask(kind, label, work) {
  const { busy } = store.state;
  waiting?.abort(SUPERSEDED);
  if (kind === 'load' || busy?.kind !== 'load') busy?.abortController.abort(SUPERSEDED);

  const abortController = new AbortController();
  waiting = abortController;
  const before = last;
  const run = async () => {
    await before;
    if (waiting === abortController) waiting = null;
    return abortController.signal.aborted ? undefined : perform(kind, label, abortController, work);
  };
  const done = run();
  last = done;
  return done;
}

/**
 * @template T
 * @param {Busy['kind']} kind @param {string} label @param {AbortController} abortController
 * @param {(task: Task) => Promise<T>} work
 */
async function perform(kind, label, abortController, work) {
  const { signal } = abortController;
  /** @type {Busy} */
  let busy = { kind, label, progress: null, detail: '', abortController };
  store.set({ busy });
  // These start automatically after other tasks, whose errors must stay visible.
  if (kind !== 'load' && kind !== 'run' && kind !== 'unasked') store.set({ error: null });
  /** @type {Task['report']} */
  const report = (progress, detail = '') => {
    if (store.state.busy !== busy) return;
    busy = { ...busy, progress, detail };
    store.set({ busy });
  };
  try {
    return await work({ signal, report });
  } catch (error) {
    if (!signal.aborted) store.set({ error });
    return undefined;
  } finally {
    if (store.state.busy === busy) store.set({ busy: null });
  }
}

/** Whether a task runs that a button must not replace. @param {Busy | null} busy */
export const isOccupied = (busy) => busy !== null && busy.kind !== 'unasked';

/** Whether nothing runs and nothing is about to: what nobody asked for must not replace what somebody did. */
export const isIdle = () => waiting === null && store.state.busy === null;

/** Cancels the running and the waiting task. */
export function cancel() {
  waiting?.abort(CANCELLED);
  store.state.busy?.abortController.abort(CANCELLED);
}
