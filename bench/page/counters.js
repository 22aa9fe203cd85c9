// Counts the WebGPU calls and the WebAssembly memory of this realm. The server adds this to every page of the benchmark and
// to the package's workers, so that all contestants are counted in the same way. A BroadcastChannel collects the counts.

/** `buffers` and `wasm` in bytes. @typedef {{ dispatches: number, submits: number, pipelines: number, buffers: number, wasm: number }} Counts */

/** The channel's name. */
export const COUNTS = 'densenet-bench-counts';

/** @type {Counts} */
export const NONE = { dispatches: 0, submits: 0, pipelines: 0, buffers: 0, wasm: 0 };

const counts = { ...NONE };

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

// An empty one computes nothing: it only makes some browsers resolve promises sooner.
watch(GPUQueue, 'submit', (_, [commands]) => (counts.submits += commands.length > 0 ? 1 : 0));
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

/** Those made in this realm: a shared one is counted where it was made. @type {Set<WeakRef<WebAssembly.Memory>>} */
const memories = new Set();
const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  /** @param {WebAssembly.MemoryDescriptor} descriptor */
  constructor(descriptor) {
    super(descriptor);
    memories.add(new WeakRef(this));
  }
};
for (const name of /** @type {const} */ (['instantiate', 'instantiateStreaming'])) {
  const original = /** @type {(...args: any[]) => Promise<any>} */ (WebAssembly[name]);
  /** @type {any} */ (WebAssembly)[name] = async (
    /** @type {any[]} */ source,
    /** @type {any} */ imports,
  ) => {
    const result = await original(source, imports);
    const given = Object.values(imports ?? {}).flatMap((module) => Object.values(module));
    for (const one of Object.values((result.instance ?? result).exports)) {
      if (one instanceof Memory && !given.includes(one)) memories.add(new WeakRef(one));
    }
    return result;
  };
}

const channel = new BroadcastChannel(COUNTS);
const realm = Math.random();
const report = () => {
  counts.wasm = 0;
  for (const memory of memories) counts.wasm += memory.deref()?.buffer.byteLength ?? 0;
  channel.postMessage({ realm, counts });
};
channel.addEventListener('message', ({ data }) => data === 'report' && report());
// The page learns that there is another realm to ask.
report();
