// Attribution, Grad-CAM, saliency and gradients, on the CPU.
import { testAppearance, testExplanations } from './explanations.js';

testExplanations('cpu');
testAppearance();
