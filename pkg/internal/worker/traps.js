// What a WebAssembly file, or the memory that it needs, fails with.
import { messageOf } from '../shared/error.js';
import { createError } from './errors.js';

/** After a panic, a stack overflow or any other trap, the WebAssembly must not be used again. @param {unknown} error */
export const isTrap = (error) =>
  error instanceof WebAssembly.RuntimeError ||
  error instanceof RangeError ||
  // What Firefox throws when the stack overflows.
  (error instanceof Error && error.name === 'InternalError');

/** Whether an allocation failed, in JavaScript or by a refused `memory.grow`. @param {unknown} error */
export const isOutOfMemory = (error) =>
  error instanceof RangeError && !/stack|recursion/i.test(messageOf(error));

/** What a worker ends with. @param {unknown} error */
export function trapError(error) {
  // The crate writes a panic's message there; it aborts without one when an allocation fails.
  const { densenetPanic: panic } = /** @type {{ densenetPanic?: string }} */ (globalThis);
  const reason = messageOf(error);
  const isAborted = error instanceof WebAssembly.RuntimeError && !panic && /unreachable/.test(reason);
  return createError(
    isAborted || isOutOfMemory(error)
      ? { problem: 'memory-exhausted', reason }
      : { problem: 'trapped', reason: panic ?? reason },
    { cause: error },
  );
}
