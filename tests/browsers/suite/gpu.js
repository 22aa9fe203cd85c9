// Networks on WebGPU, shared by all tests: on a software adapter, compiling during the first pass takes seconds.
/** @import { DenseNet as Network, PrecisionChoice } from '../../../pkg/index.js' */
/** @import { Context } from './harness.js' */
import { DenseNet } from '../../../pkg/index.js';

/** @type {Map<PrecisionChoice, Promise<Network>>} */
const networks = new Map();

/** @param {Context} context @param {'f32' | 'f16'} precision */
export async function gpuNetwork({ need }, precision) {
  const adapter = await navigator.gpu?.requestAdapter();
  need('webgpu', !!adapter);
  if (precision === 'f16') need('f16', !!adapter?.features.has('shader-f16'));
  const network = networks.get(precision) ?? DenseNet.load({ engine: 'webgpu', precision });
  networks.set(precision, network);
  return network;
}
