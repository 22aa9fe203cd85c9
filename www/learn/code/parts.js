// Which definitions stand side by side.

/**
 * @typedef {object} Part
 * @property {string} python a class of `densenet.py`.
 * @property {string} rust a file of the crate.
 * @property {readonly string[]} items of that file.
 */

/** @type {readonly Part[]} */
export const PARTS = [
  {
    python: '_DenseLayer',
    rust: 'src/model/dense_layer.rs',
    items: ['pub struct Bottleneck', 'pub struct DenseLayer', 'impl DenseLayer'],
  },
  {
    python: '_DenseBlock',
    rust: 'src/model/dense_block.rs',
    items: ['pub struct DenseBlock', 'impl DenseBlock'],
  },
  {
    python: '_Transition',
    rust: 'src/model/transition.rs',
    items: ['pub struct Transition', 'impl Transition'],
  },
  {
    python: 'DenseNet',
    rust: 'src/model/densenet.rs',
    items: ['pub struct Features', 'pub struct DenseNet', 'impl DenseNet'],
  },
];
