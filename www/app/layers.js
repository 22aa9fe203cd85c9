// The layers of a plan that belong to a block.

/** @import { Layer, Plan } from 'densenet-web' */

/** @typedef {Layer & { block: number, index: number }} DenseLayer */
/** @typedef {Layer & { block: number }} Transition */

/** @param {Layer} layer @returns {layer is DenseLayer} */
export const isDenseLayer = (layer) => layer.kind === 'dense-layer';

/** @param {Layer} layer @returns {layer is Transition} */
export const isTransition = (layer) => layer.kind === 'transition';

/** @param {Plan} plan */
export const denseLayers = ({ layers }) => layers.filter(isDenseLayer);
