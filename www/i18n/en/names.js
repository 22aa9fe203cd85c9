/** @typedef {number} N */

export default {
  /** The names of CIFAR-10's classes, where another language has its own. @type {Record<string, string>} */
  classes: {},
  /** A network that was made in Explore. */
  random: 'Random weights',
  assumed: (/** @type {string} */ name) => `${name} (assumed)`,
  layers: {
    stem: 'Stem',
    'stem-pool': 'Stem pooling',
    'dense-layer': (/** @type {N} */ block, /** @type {N} */ index) => `Dense block ${block}, layer ${index}`,
    transition: (/** @type {N} */ block) => `Transition ${block}`,
    'final-norm': 'Final norm',
    classifier: 'Classifier',
  },
  shortDenseLayer: (/** @type {number} */ block, /** @type {number} */ index) =>
    `Block ${block}, layer ${index}`,
  engines: {
    auto: 'Auto',
    webgpu: 'WebGPU',
    cpu: 'CPU',
    burn: 'burn (reference)',
  },
};
