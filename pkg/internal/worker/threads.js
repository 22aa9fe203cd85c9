// The CPU engine's kernels as a module of their own, with Winograd's algorithm: for threads, where the page is cross-origin isolated,
// and with fused multiply-add, where the browser has relaxed SIMD. The engine's own WebAssembly has smaller and slower kernels.
import { within } from '../shared/within.js';
import { download } from './download.js';
import { instantiate } from './instantiate.js';

/** The modules, and how a thread starts. @typedef {{ plain: URL, relaxed: URL, shared: URL, sharedRelaxed: URL, start(): Worker }} KernelFiles */

/** How many milliseconds threads may take to start. */
const PATIENCE = 5000;
/** Bytes of a thread's stack. */
const STACK = 65536;
/** Pages of 64 KiB; the module says the same (scripts/build-wasm.sh). */
const PAGES = { initial: 16, maximum: 16384 };

/** Whether there is relaxed SIMD: a module with nothing but `i8x16.relaxed_swizzle`. */
const isRelaxed = WebAssembly.validate(
  Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11), // prettier-ignore
);

/**
 * Starts threads. Null where that fails: then the engine uses its own kernels.
 * @param {KernelFiles} files @param {number} wanted how many, with the one that asks @returns {Promise<Threads | null>}
 */
export async function startThreads(files, wanted) {
  // In Firefox 153, passes of several threads hang now and then; why is not known yet.
  const isReliable = !globalThis.navigator?.userAgent.includes('Firefox');
  const count = globalThis.crossOriginIsolated && isReliable ? wanted : 1;
  const shared = count > 1;
  const name = shared ? (isRelaxed ? 'sharedRelaxed' : 'shared') : isRelaxed ? 'relaxed' : 'plain';
  /** @type {Worker[]} */
  const helpers = [];
  try {
    const memory = new WebAssembly.Memory({ ...PAGES, shared });
    const response = await download(files[name].href, 'wasm');
    const module = await WebAssembly.compile(await response.arrayBuffer());
    const { exports } = await instantiate(module, memory);
    const stacks = exports.__heap_base.value;
    const ready = Array.from({ length: count - 1 }, (_, index) => {
      const helper = files.start();
      helpers.push(helper);
      helper.postMessage([module, memory, stacks + (index + 1) * STACK]);
      return new Promise((resolve, reject) => {
        helper.onmessage = resolve;
        helper.onerror = (event) => reject(new Error(event.message));
      });
    });
    await within(PATIENCE, Promise.all(ready));
    return new Threads(memory, exports, helpers, stacks + helpers.length * STACK);
  } catch {
    helpers.forEach((helper) => helper.terminate());
    // Such as a policy against workers, or scripts of another origin.
    return shared ? startThreads(files, 1) : null;
  }
}

/** What the engine calls, see `src/engine/cpu/shared.rs`. */
export class Threads {
  #memory;
  #exports;
  #helpers;
  #base;
  #pass = 0;

  /** @param {WebAssembly.Memory} memory @param {any} exports @param {Worker[]} helpers @param {number} base */
  constructor(memory, exports, helpers, base) {
    this.#memory = memory;
    this.#exports = exports;
    this.#helpers = helpers;
    this.#base = Math.ceil(base / 16) * 16;
    this.count = helpers.length + 1;
  }

  /** @param {number} bytes @param {number} kept */
  allocate(bytes, kept) {
    const missing = this.#base + bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / 65536));
    new Uint8Array(this.#memory.buffer, this.#base + kept, bytes - kept).fill(0);
    return this.#base;
  }

  /** @param {number} address @param {Uint8Array} bytes */
  write(address, bytes) {
    new Uint8Array(this.#memory.buffer, address).set(bytes);
  }

  /** @param {number} address @param {Uint8Array} bytes */
  read(address, bytes) {
    bytes.set(new Uint8Array(this.#memory.buffer, address, bytes.length));
  }

  /** @param {number} job @param {number} first @param {number} end @param {number} image */
  run(job, first, end, image) {
    const pass = ++this.#pass;
    const begin = () => this.#exports.begin(job, first, end, pass, this.#helpers.length === 0);
    if (!begin()) {
      this.#dismiss();
      begin();
    }
    this.#helpers.forEach((helper, index) => helper.postMessage([job, first, end, image, index + 1, pass]));
    if (!this.#exports.run(job, first, end, image, 0, pass)) this.#dismiss();
  }

  /** Somebody doesn't answer: from now on this thread is alone. */
  #dismiss() {
    this.#helpers.forEach((helper) => helper.terminate());
    this.#helpers = [];
  }
}
