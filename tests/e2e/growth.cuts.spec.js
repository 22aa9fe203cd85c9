// Cutting in the Growth view: by pointer and by keys, undone and restored, kept in the address, said in every view.
import { cutScenarios } from './growth-cuts.js';

cutScenarios('webgpu');
