// What each connection is worth for the picture, and the backward pass.
import { reuseScenarios } from './growth-reuse.js';

reuseScenarios();
