// What a thread of Node.js starts with: the global scope of a browser's worker, as far as the package uses it. Then the script.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import './files.js';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** The events of the process that have others' names in a browser. */
const EVENTS = /** @type {const} */ ({
  error: 'uncaughtException',
  unhandledrejection: 'unhandledRejection',
});

/** @param {'message' | keyof typeof EVENTS} type @param {(event: any) => void} listener */
function addEventListener(type, listener) {
  if (type === 'message') port.on('message', (data) => listener({ data }));
  else process.on(/** @type {any} */ (EVENTS[type]), (error) => listener({ error, reason: error }));
}

const self = {
  // The WebAssembly takes this for its global object.
  __proto__: globalThis,
  addEventListener,
  /** @type {((event: { data: any }) => void) | null} */
  onmessage: null,
  /** @param {any} message @param {{ transfer?: any }} [options] */
  postMessage: (message, { transfer } = {}) => port.postMessage(message, transfer),
};
Object.defineProperty(globalThis, 'self', { value: self });
// Memory can always be shared.
Object.defineProperty(globalThis, 'crossOriginIsolated', { value: true });
// What wgpu looks for before it finds that there is no WebGPU.
Object.assign(globalThis, { WorkerGlobalScope: class {} });
// Node.js has one of its own since version 21.
globalThis.navigator ??= /** @type {any} */ ({
  userAgent: 'Node.js',
  hardwareConcurrency: availableParallelism(),
});

await import(workerData);
port.on('message', (data) => self.onmessage?.({ data }));
