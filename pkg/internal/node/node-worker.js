import { fileURLToPath, URL } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import { hasForeignBlob, withOwnBlobs } from './blobs.js';

/**
 * A thread of Node.js that looks like a browser's worker, from both sides. While it has no request to respond to, it doesn't keep
 * the process running.
 */
export class NodeWorker {
  #thread;
  /** @type {Set<number>} */
  #pending = new Set();
  #isTerminated = false;
  /** @type {Promise<void> | null} */
  #waiting = null;
  /** @type {((event: any) => void) | null} */
  onmessage = null;
  /** @type {((event: any) => void) | null} */
  onmessageerror = null;
  /** @type {((event: any) => void) | null} */
  onerror = null;

  /** @param {{ href: string }} script */
  constructor({ href }) {
    // Without the process's own flags: `--input-type` and loaders of tests are not for the package's files.
    this.#thread = new Thread(fileURLToPath(new URL('./thread.js', import.meta.url)), {
      workerData: href,
      execArgv: [],
    });
    this.#thread.on('message', (data) => this.#receive(data));
    this.#thread.on('messageerror', () => this.onmessageerror?.({}));
    this.#thread.on('error', (error) => this.#fail(error.message));
    this.#thread.on('exit', (code) => this.#fail(`it ended with the code ${code}`));
    // A listener would keep the process running.
    this.#thread.unref();
  }

  /** @param {any} message @param {any} [transfer] */
  postMessage(message, transfer) {
    if (!this.#waiting && !hasForeignBlob(message)) return this.#send(message, transfer);
    // What comes later stays later.
    const sent = Promise.all([withOwnBlobs(message), this.#waiting]).then(([own]) =>
      this.#send(own, transfer),
    );
    const waiting = sent
      .catch(({ message }) => this.#fail(message))
      .finally(() => {
        if (this.#waiting === waiting) this.#waiting = null;
      });
    this.#waiting = waiting;
  }

  /** @param {any} message @param {any} transfer */
  #send(message, transfer) {
    this.#thread.postMessage(message, transfer);
    if (!('method' in message)) return;
    this.#pending.add(message.id);
    this.#thread.ref();
  }

  terminate() {
    this.#isTerminated = true;
    void this.#thread.terminate();
  }

  /** @param {any} data */
  #receive(data) {
    const isLast = typeof data === 'object' && data && ('result' in data || 'error' in data);
    if (isLast && this.#pending.delete(data.id) && this.#pending.size === 0) this.#thread.unref();
    this.onmessage?.({ data });
  }

  /** @param {string} message */
  #fail(message) {
    if (this.#isTerminated) return;
    this.#isTerminated = true;
    this.onerror?.({ message, preventDefault() {} });
  }
}
