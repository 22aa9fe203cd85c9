// The package's public API; index.d.ts documents it.
export { DenseNet } from './internal/page/densenet.js';
export { inspectCheckpoint } from './internal/page/inspect-checkpoint.js';
export { planNetwork } from './internal/page/plan-network.js';
export { DenseNetError } from './internal/shared/error.js';
