// Links to where the diagrams show an idea.
import { href } from '../app/router.js';
import { store } from '../app/store.js';
import { storyStep } from '../app/story-link.js';

/** @import { Idea } from './constants.js' */

const layer = (/** @type {number} */ block, /** @type {number} */ index) =>
  `features.denseblock${block}.denselayer${index}`;

/** @param {Record<string, string>} params @param {string} name of a layer */
const explore = (params, name) => href({ view: 'explore', layer: name, params });
const growth = (/** @type {string | null} */ name) =>
  href({ view: 'growth', layer: name, story: null, params: {} });

/** The layer that reads every layer of the last block directly. */
const finalNorm = () => store.state.plan?.layers.find(({ kind }) => kind === 'final-norm')?.name ?? null;

/** The URL, and the key of the link's text. @type {Record<Idea, () => ['growth' | 'explore', string][]>} */
export const LINKS = {
  connectivity: () => [['growth', growth(layer(1, 6))]],
  growth: () => [
    ['growth', growth(layer(2, 6))],
    ['explore', explore({ net: 'densenet_bc_100_12' }, layer(1, 16))],
  ],
  bottleneck: () => [
    ['explore', explore({ net: 'densenet121', blocks: '16', part: 'example' }, layer(1, 16))],
  ],
  transition: () => [
    ['growth', growth('features.transition1')],
    ['explore', explore({ net: 'densenet_bc_100_12', theta: '0.3' }, layer(2, 1))],
  ],
  activation: () => [['explore', explore({ net: 'densenet121', part: 'order' }, layer(2, 12))]],
  supervision: () => [['growth', growth(finalNorm())]],
  memory: () => [['explore', explore({ net: 'densenet161', part: 'memory' }, layer(3, 36))]],
};

/** The step of the guided story that tells an idea. @type {Record<Idea, number>} */
const STEPS = {
  connectivity: 1,
  growth: 3,
  bottleneck: 5,
  transition: 6,
  activation: 4,
  supervision: 7,
  memory: 8,
};

/** @param {Idea} idea */
export const storyOf = (idea) => ({ step: STEPS[idea], address: storyStep(STEPS[idea]) });
