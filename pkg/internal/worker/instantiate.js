/**
 * An instance of the kernels over a memory.
 * @param {WebAssembly.Module} module @param {WebAssembly.Memory} memory @returns {Promise<{ exports: any }>}
 */
export const instantiate = (module, memory) =>
  WebAssembly.instantiate(module, { env: { memory, now: () => performance.now() } });
