// The names of classes, layers and networks in the visitor's language.
import { text } from './i18n.js';
import { isDenseLayer, isTransition } from './layers.js';

/** @import { Layer } from 'densenet-web' */

/** @param {string} label as in the checkpoint: any text, `constructor` included. */
export const className = (label) =>
  Object.hasOwn(text().names.classes, label) ? text().names.classes[label] : label;

/** A network's name, wherever it is shown: it says so if a part of it is assumed. @param {string} name @param {boolean} assumed */
export const networkTitle = (name, assumed) => (assumed ? text().names.assumed(name) : name);

/** @param {Layer} layer */
export function layerName(layer) {
  const words = text().names.layers;
  if (isDenseLayer(layer)) return words['dense-layer'](layer.block, layer.index);
  if (isTransition(layer)) return words.transition(layer.block);
  return words[/** @type {'stem' | 'stem-pool' | 'final-norm' | 'classifier'} */ (layer.kind)];
}

/** A shorter name for small spaces. @param {Layer} layer */
export const shortLayerName = (layer) =>
  isDenseLayer(layer) ? text().names.shortDenseLayer(layer.block, layer.index) : layerName(layer);

/** densenet_bc_100_12 → DenseNet-BC-100-12 @param {string} id */
export function networkName(id) {
  const [, variant = '', depth, growth] = /^densenet_(b_|c_|bc_)?(\d+)_(\d+)$/.exec(id) ?? [];
  if (!depth) return id.replace('densenet', 'DenseNet-');
  const suffix = variant ? `-${variant.slice(0, -1).toUpperCase()}` : '';
  return `DenseNet${suffix}-${depth}-${growth}`;
}
