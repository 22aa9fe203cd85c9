/**
 * The same as `densenet-web`, for threads that can't start workers, such as service workers: here `worker` is false by default, for
 * `planNetwork` too, and the code for it is imported instead of being loaded later.
 *
 * @packageDocumentation
 */

export * from './index.js';
