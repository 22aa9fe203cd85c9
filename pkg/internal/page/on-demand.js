/** @import * as Api from '../../index.js' */
import { messageOf } from '../shared/error.js';
import { createError } from './errors.js';

/** What few pages need, loaded when it is first used. */
export async function rare() {
  try {
    return await import('./rare.js');
  } catch (cause) {
    throw createError({ problem: 'code-not-loaded', reason: messageOf(cause) }, { cause });
  }
}

/** @type {typeof Api.inspectCheckpoint} */
export const inspectCheckpoint = async (options) => (await rare()).inspectCheckpoint(options);

/** @type {typeof Api.planNetwork} */
export const planNetwork = async (...args) => (await rare()).planNetwork(...args);
