// The package's public face; index.d.ts documents it.
export { DenseNet } from './internal/densenet.js';
export { describe } from './internal/describe.js';
export { DenseNetError } from './internal/error.js';
