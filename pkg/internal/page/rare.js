// What few pages need. It is one module, so that bundlers make one file of it.
export { cacheContents, clearCache, isCached } from './cache-contents.js';
export { classifyEach } from './classify-each.js';
export { inspectCheckpoint } from './inspect-checkpoint.js';
export { planNetwork } from './plan-network.js';
export { withPlainSource } from './special-sources.js';
