// The package's public API in Node.js, in the calling thread.
import './internal/node/place.js';

export * from './inline.js';
