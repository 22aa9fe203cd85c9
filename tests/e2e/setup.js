import { randomWeights } from '../../scripts/random-weights.js';

/** Before the first test: compiling the command line, where that is due, takes longer than a test may. */
export default function setup() {
  randomWeights('densenet121', 1);
}
