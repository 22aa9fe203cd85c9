export default {
  explainClass: 'Explain this class',
  samples: 'Sample pictures',
  engine: 'Engine',
  engineReasons: {
    asked: 'You chose it.',
    gpu: (/** @type {string} */ adapter) =>
      `WebGPU can use this machine’s graphics processor (${adapter}), which is faster than the CPU.`,
    'no-webgpu': (/** @type {string} */ problem) => `There is no WebGPU here. ${problem}`,
    software: (/** @type {string} */ adapter) =>
      `The only WebGPU adapter here (${adapter}) is software: slower than computing on the CPU directly.`,
    'cpu-faster': (/** @type {string} */ adapter) =>
      `On this machine, this network runs faster on the CPU than on the graphics processor (${adapter}).`,
    failed: (/** @type {string} */ problem) => `WebGPU could not load this network. ${problem}`,
    'half-failed': (/** @type {string} */ problem) =>
      `Half precision failed, so WebGPU computes in single precision. ${problem}`,
    'gpu-failed': (/** @type {string} */ problem) => `WebGPU failed, so the CPU took over. ${problem}`,
  },
  rejected: {
    none: 'None of my classes',
    nearest: (/** @type {string} */ name, /** @type {string} */ probability) =>
      `nearest: ${name}, ${probability}`,
    noneHere: 'The network says “none of my classes”. These are the nearest.',
  },
  input: (/** @type {string} */ name, /** @type {number} */ width, /** @type {number} */ height) =>
    `The network’s input, from ${name}: ${width} × ${height} pixels`,
  memory: {
    heading: 'Features of the dense blocks, one picture',
    zeroCopy: 'One buffer per block, as here',
    concatenated: 'Re-concatenating at every layer',
    copied: 'Read and written by those concatenations',
  },
};
