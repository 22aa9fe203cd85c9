// Counts the WebGPU calls in this realm. The server adds this to every page of the benchmark and to the package's
// worker, so that all contestants are counted in the same way.
export {};

const counts = { dispatches: 0, submits: 0, pipelines: 0, buffers: 0 };
Object.assign(globalThis, { gpuCounts: counts });

/** Makes a method call `before` with its arguments first. @param {any} type @param {string} name @param {(self: any, args: any[]) => void} before */
function watch(type, name, before) {
  const method = type?.prototype[name];
  if (!method) return;
  type.prototype[name] = function (/** @type {any[]} */ ...args) {
    before(this, args);
    return method.apply(this, args);
  };
}

const { GPUBuffer, GPUComputePassEncoder, GPUDevice, GPUQueue } = /** @type {any} */ (globalThis);
/** Destroyed buffers. */
const gone = new WeakSet();

watch(GPUQueue, 'submit', () => counts.submits++);
for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
  watch(GPUComputePassEncoder, name, () => counts.dispatches++);
}
for (const name of ['createComputePipeline', 'createComputePipelineAsync']) {
  watch(GPUDevice, name, () => counts.pipelines++);
}
watch(GPUDevice, 'createBuffer', (_, [{ size }]) => (counts.buffers += size));
watch(GPUBuffer, 'destroy', (buffer) => {
  if (!gone.has(buffer)) counts.buffers -= buffer.size;
  gone.add(buffer);
});
