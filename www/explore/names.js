import { text } from '../app/i18n.js';
import { nameOf } from '../growth/names.js';

/** @import { Layer } from 'densenet-web' */

/** What a layer is called, shorter than in its checkpoint. @param {Layer} layer */
export const layerName = (layer) =>
  layer.kind === 'dense-layer'
    ? text().explore.readout.layer(layer.block ?? 0, layer.index ?? 0)
    : nameOf(layer);
