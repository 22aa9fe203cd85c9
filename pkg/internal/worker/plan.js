/** @import { Plan } from '../../index.js' */
/** @import { Handlers } from '../shared/protocol.js' */
/** @import { Build, Core } from './core.js' */
import { loadCore } from './core.js';

/** Plans networks without weights. @param {Build} build @returns {Handlers['planNetwork']} */
export function createPlanner(build) {
  /** @type {Core | undefined} */
  let core;
  return async ({ config, inputSize }) => {
    const { plan_network } = (core ??= await loadCore(build, null));
    if (inputSize) return JSON.parse(plan_network(config, ...inputSize));
    /** @type {Plan} */
    const plan = JSON.parse(plan_network(config, 224, 224));
    return plan.config.stem === 'cifar' ? JSON.parse(plan_network(config, 32, 32)) : plan;
  };
}
