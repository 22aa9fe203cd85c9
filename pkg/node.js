// The package's public API in Node.js.
import './internal/node/place.js';

export * from './index.js';
