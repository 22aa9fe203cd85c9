/**
 * What a browser is known to do differently: for each test, what was measured. Such a test must fail; once it passes, its
 * line has to go.
 * @type {Record<string, Record<string, string>>}
 */
export const KNOWN = {
  firefox: {
    'classify: half-transparent ImageData':
      'ImageData has no colorSpace there, so its pixels go through a canvas, which premultiplies: up to 0.0068 off.',
    'latency: classify on WebGPU waits for no timer':
      'The GPU is polled every 100 ms: 98 to 103 ms, however little there is to compute.',
  },
};
