// Attribution, Grad-CAM, saliency and gradients, on the CPU.
import { testExplanations } from './explanations.js';

testExplanations('cpu');
