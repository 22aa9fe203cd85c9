// The names of classes, layers and networks in the visitor's language.
import { text } from './i18n.js';
import { isDenseLayer, isTransition } from './layers.js';

/** @import { Layer } from 'densenet-web' */

/** @param {string} label as in the checkpoint. */
export const className = (label) => text().names.classes[label] ?? label;

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
