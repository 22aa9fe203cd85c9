// The view's settings in the URL: which blocks are folded, how wide the columns are, and how maps are shown. A link
// therefore shows the same view.
import { clamp } from '../app/clamp.js';
import { navigate } from '../app/router.js';
import { store } from '../app/store.js';
import { ACTIVATION_OPACITY, PITCH } from './constants.js';
import { TOOLS } from './cuts/targets.js';

/** @import { Measure } from '../app/gradient-points.js' */
/** @import { Look } from './activation/looks.js' */
/** @import { Tool } from './cuts/targets.js' */
/** @import { Scheme } from './maps/colour-maps.js' */

/**
 * @typedef {object} ViewSettings
 * @property {ReadonlySet<number>} folded blocks, counted from 1.
 * @property {number | null} pitch of the columns in pixels; null if it follows the window.
 * @property {boolean} together Whether all maps share one scale.
 * @property {Scheme} scheme
 * @property {Look} look how the places that matter are found.
 * @property {number} opacity of the map of these places, from 0 to 1.
 * @property {boolean} ownScales whether evidence for and against a class has a scale each.
 * @property {'logit' | 'loss'} objective what is differentiated.
 * @property {Measure} measure of a layer's gradient.
 * @property {string | null} origin which of the layers that feed the selected one is shown.
 * @property {Tool} tool what a click does.
 */

/** @returns {ViewSettings} */
export function viewSettings() {
  const { fold = '', pitch = '', scale, colours, look = '', origin = null, tool } = store.state.params;
  const { opacity = '', evidence, objective, measure } = store.state.params;
  const wide = Number.parseFloat(pitch);
  const opaque = Number.parseFloat(opacity);
  return {
    folded: new Set(fold.split(',').map(Number).filter(Number.isInteger).filter(Boolean)),
    pitch: Number.isFinite(wide) ? clamp(wide, PITCH.min, PITCH.max) : null,
    together: scale === 'together',
    scheme: colours === 'diverging' ? 'diverging' : 'viridis',
    look: look === 'grad-cam' || look === 'saliency' ? look : 'activation',
    opacity: Number.isFinite(opaque) ? clamp(opaque, 0, 1) : ACTIVATION_OPACITY,
    ownScales: evidence === 'own',
    objective: objective === 'loss' ? 'loss' : 'logit',
    measure: measure === 'meanAbsolute' ? 'meanAbsolute' : 'norm',
    origin,
    tool: TOOLS.find((name) => name === tool) ?? 'select',
  };
}

/** Changes some settings without adding a history entry. @param {Partial<ViewSettings>} patch */
export function changeView(patch) {
  if (store.state.view !== 'growth') return;
  const { folded, pitch, together, scheme, look, origin, tool, ...rest } = { ...viewSettings(), ...patch };
  const { opacity, ownScales, objective, measure } = rest;
  /** @type {Record<string, string>} */
  const params = {};
  if (folded.size > 0) params.fold = [...folded].toSorted((a, b) => a - b).join();
  if (pitch !== null) params.pitch = pitch.toFixed(1);
  if (together) params.scale = 'together';
  if (scheme !== 'viridis') params.colours = scheme;
  if (look !== 'activation') params.look = look;
  if (opacity !== ACTIVATION_OPACITY) params.opacity = opacity.toFixed(2);
  if (ownScales) params.evidence = 'own';
  if (objective !== 'logit') params.objective = objective;
  if (measure !== 'norm') params.measure = measure;
  if (origin !== null) params.origin = origin;
  if (tool !== 'select') params.tool = tool;
  navigate({ params }, { replace: true });
}
