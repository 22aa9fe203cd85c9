// The package's public API; index.d.ts documents it.
export { DenseNet } from './internal/page/densenet.js';
export { inspectCheckpoint, planNetwork } from './internal/page/on-demand.js';
export { DenseNetError } from './internal/shared/error.js';
