// Where the page shows something: an address each, and the view that it belongs to.
import { href } from '../app/router.js';
import { store } from '../app/store.js';
import { storyStep } from '../app/story-link.js';

/** @import { View } from '../app/store.js' */

/** The diagram, without the story. @param {string} name of a layer of the network @param {Record<string, string>} [params] */
const growth = (name, params = {}) => href({ view: 'growth', layer: name, story: null, params });

/** @param {Record<string, string>} params @param {string | null} [name] of a layer */
const explore = (params, name = null) => href({ view: 'explore', layer: name, params });

/** @param {string} idea */
const learn = (idea) => href({ view: 'learn', params: { idea } });

const finalNorm = () => store.state.plan?.layers.find(({ kind }) => kind === 'final-norm')?.name ?? '';
const LAYER = 'features.denseblock1.denselayer5';

/** @typedef {keyof typeof ADDRESSES} Place */

const ADDRESSES = /** @satisfies {Record<string, readonly [View, () => string]>} */ (
  /** @type {const} */ ({
    staircase: ['growth', () => growth(LAYER)],
    plot: ['growth', () => growth(LAYER)],
    reuse: ['growth', () => growth('features.denseblock2.denselayer6')],
    cuts: ['growth', () => growth(LAYER, { tool: 'connection' })],
    gradients: ['growth', () => growth('features.denseblock1.denselayer1')],
    attribution: ['growth', () => growth(finalNorm())],
    norm: ['growth', () => growth(finalNorm())],
    halving: ['growth', () => growth('features.transition1')],
    networks: ['explore', () => explore({ net: 'densenet121' })],
    pairs: ['explore', () => explore({ net: 'densenet121', part: 'resnet' })],
    order: ['explore', () => explore({ net: 'densenet121', part: 'order' })],
    example: [
      'explore',
      () =>
        explore({ net: 'densenet121', blocks: '16', part: 'example' }, 'features.denseblock1.denselayer16'),
    ],
    theta: ['explore', () => explore({ net: 'densenet_bc_100_12', theta: '0.3' })],
    memory: ['explore', () => explore({ net: 'densenet161', part: 'memory' })],
    connectivity: ['learn', () => learn('connectivity')],
    growth: ['learn', () => learn('growth')],
    bottleneck: ['learn', () => learn('bottleneck')],
    transition: ['learn', () => learn('transition')],
    activation: ['learn', () => learn('activation')],
    supervision: ['learn', () => learn('supervision')],
    memoryIdea: ['learn', () => learn('memory')],
    code: ['learn', () => learn('code')],
    story1: ['growth', () => storyStep(1)],
    story3: ['growth', () => storyStep(3)],
    story4: ['growth', () => storyStep(4)],
    story5: ['growth', () => storyStep(5)],
    story6: ['growth', () => storyStep(6)],
    story7: ['growth', () => storyStep(7)],
    story8: ['growth', () => storyStep(8)],
  })
);

/** @param {Place} place @returns {{ view: View, address: string }} */
export function placeOf(place) {
  const [view, address] = ADDRESSES[place];
  return { view, address: address() };
}
