// The CPU engine's kernels as a module of their own, with Winograd's algorithm: for threads, where the page is cross-origin isolated,
// and with fused multiply-add, where the browser has relaxed SIMD. The engine's own WebAssembly has smaller and slower kernels.
import { within } from '../shared/within.js';
import { download } from './download.js';
import { instantiate } from './instantiate.js';

/** @import { Context } from '../shared/protocol.js' */
/** The modules. @typedef {{ plain: URL, relaxed: URL, shared: URL, sharedRelaxed: URL }} KernelFiles */

/** How many milliseconds threads may take to start. */
const PATIENCE = 5000;
/** Bytes of a thread's stack, and of `Control` in `threads/`. */
const STACK = 65536;
const CONTROL = 32;
/** Pages of 64 KiB; the module says the same (scripts/build-wasm.sh). */
const PAGES = { initial: 16, maximum: 16384 };

/** Whether there is relaxed SIMD: a module with nothing but `i8x16.relaxed_swizzle`. */
const isRelaxed = WebAssembly.validate(
  Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11), // prettier-ignore
);

/**
 * Starts threads. Null where that fails: then the engine uses its own kernels.
 * @param {KernelFiles} files @param {number} wanted how many, with the one that asks
 * @param {Context['lend']} lend @returns {Promise<Threads | null>}
 */
export async function startThreads(files, wanted, lend) {
  const count = globalThis.crossOriginIsolated ? wanted : 1;
  const shared = count > 1;
  const name = shared ? (isRelaxed ? 'sharedRelaxed' : 'shared') : isRelaxed ? 'relaxed' : 'plain';
  try {
    const memory = new WebAssembly.Memory({ ...PAGES, shared });
    const response = await download(files[name].href, 'wasm');
    const module = await WebAssembly.compile(await response.arrayBuffer());
    const { exports } = await instantiate(module, memory);
    const stacks = exports.__heap_base.value;
    const control = Math.ceil((stacks + (count - 1) * STACK) / 16) * 16;
    if (shared) {
      const threads = Array.from({ length: count - 1 }, (_, index) => {
        const number = index + 1;
        return { module, memory, stack: stacks + number * STACK, control, number };
      });
      await within(PATIENCE, lend(threads));
    }
    return new Threads(memory, exports, control, count);
  } catch {
    if (!shared) return null;
    // Such as a policy against workers, or scripts of another origin. Those that do start would help nobody.
    lend([]).catch(() => {});
    return startThreads(files, 1, lend);
  }
}

/** What the engine calls, see `src/engine/cpu/shared.rs`. */
export class Threads {
  #memory;
  #exports;
  #control;
  #base;
  #isShared;

  /** @param {WebAssembly.Memory} memory @param {any} exports @param {number} control @param {number} count */
  constructor(memory, exports, control, count) {
    this.#memory = memory;
    this.#exports = exports;
    this.#control = control;
    this.#base = control + CONTROL;
    this.#isShared = count > 1;
    this.count = count;
  }

  /** @param {number} bytes @param {number} kept */
  allocate(bytes, kept) {
    this.#close();
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
    this.#close();
    this.#exports.begin(this.#control, job, first, end, image, this.#isShared);
    if (this.#isShared) Atomics.notify(new Int32Array(this.#memory.buffer), this.#control / 4);
    this.#isShared = this.#exports.run(this.#control) && this.#isShared;
  }

  /** Whoever doesn't leave the last pass joins none any more. */
  #close() {
    this.#isShared = this.#isShared && this.#exports.close(this.#control);
  }
}
