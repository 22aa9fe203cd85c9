// Attribution, Grad-CAM, saliency and gradients, on WebGPU.
import { testExplanations } from './explanations.js';

testExplanations('webgpu');
