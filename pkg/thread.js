// A thread that helps a worker's CPU engine. It hears of passes through the memory that it shares with the worker.
import { instantiate } from './internal/worker/instantiate.js';

self.onmessage = async ({ data: { module, memory, stack, control, number } }) => {
  const { exports } = await instantiate(module, memory);
  exports.__stack_pointer.value = stack;
  self.postMessage(null);
  const words = new Int32Array(memory.buffer);
  for (let begun = 0; ; begun = Atomics.load(words, control / 4)) {
    exports.join(control, number);
    Atomics.wait(words, control / 4, begun);
  }
};
