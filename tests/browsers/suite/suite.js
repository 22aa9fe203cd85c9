// The same tests in every browser. The launcher opens this page and calls `suite.run` for each of `suite.names`.
import './load.js';
import './classify.js';
import './batch.js';
import './pictures.js';
import './labels.js';
import './lists.js';
import './canvas.js';
import './maps.js';
import './cuts.js';
import './gradients.js';
import './lifetime.js';
import './failures.js';
import './cache.js';
import './plan.js';
import './webgpu.js';
import './latency.js';
import { names, run } from './harness.js';

Object.assign(window, { suite: { names, run } });
