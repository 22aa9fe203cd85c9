// A thread that helps a worker's CPU engine.
import { instantiate } from './internal/worker/instantiate.js';

self.onmessage = async ({ data: [module, memory, stack] }) => {
  const { exports } = await instantiate(module, memory);
  exports.__stack_pointer.value = stack;
  self.onmessage = ({ data }) => exports.run(...data);
  self.postMessage(null);
};
