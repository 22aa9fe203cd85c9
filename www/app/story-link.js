import { href } from './router.js';

/** The address of a step of the guided story. @param {number} step from 1 */
export const storyStep = (step) => href({ view: 'growth', story: step, params: {} });
