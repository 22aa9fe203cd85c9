// The package's public face; index.d.ts documents it.
export { DenseNet } from './internal/page/densenet.js';
export { describe } from './internal/page/plan-network.js';
export { DenseNetError } from './internal/shared/error.js';
