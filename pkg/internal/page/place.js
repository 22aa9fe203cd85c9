// What differs between the places where the package runs. These are the browser's ways; other entry points replace them.
import { startThread, startWorker } from '../../assets.js';

/** A worker, or what stands for one. @typedef {Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onmessageerror' | 'onerror'>} WorkerLike */

export const place = {
  /** Null where there are no workers. @type {(base: string | null) => WorkerLike | null} */
  startWorker: (base) => (typeof Worker === 'undefined' ? null : startWorker(base)),
  /** A thread of the CPU engine. @type {(base: string | null) => WorkerLike} */
  startThread,
  /** Starts what stands for a worker in this thread, where its code was imported. @type {(() => WorkerLike) | null} */
  startInline: null,
  /** Whether that is the default. */
  isInline: false,
  cores: () => globalThis.navigator?.hardwareConcurrency ?? 1,
  /** Resolves a URL against the page's: the worker's own URL is another one. @param {string | URL} url */
  toUrl: (url) => new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href),
};
