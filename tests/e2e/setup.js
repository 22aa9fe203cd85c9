import { randomWeights } from '../../scripts/random-weights.js';

/** Runs before the first test: compiling the command line, if needed, exceeds a test's time limit. */
export default function setup() {
  randomWeights('densenet121', 1);
}
