export default {
  samples: 'Sample pictures',
  engine: 'Engine',
  engineReasons: {
    asked: 'You chose it.',
    gpu: 'This machine has a graphics processor that WebGPU can use, which is faster than the CPU.',
    'no-webgpu': 'There is no WebGPU here.',
    software: 'The only WebGPU adapter here is software: slower than computing on the CPU directly.',
    failed: 'WebGPU could not load this network.',
  },
  memory: {
    heading: 'Features of the dense blocks, one picture',
    zeroCopy: 'One buffer a block, as here',
    concatenated: 'Concatenating anew in every layer',
    copied: 'Read and written by those concatenations',
  },
};
