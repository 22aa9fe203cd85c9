// What layers are called, for people.
import { text } from '../app/i18n.js';

/** @import { Layer } from 'densenet-web' */
/** @import { Origin } from './structure.js' */

/** @param {Layer} layer */
export function nameOf({ kind, block, index }) {
  const words = text().growth.layers;
  if (kind === 'dense-layer') return words['dense-layer'](block ?? 0, index ?? 0);
  if (kind === 'transition') return words.transition(block ?? 0);
  return words[kind];
}

/** @param {Origin} origin */
export function originName({ kind, index, channels }) {
  const words = text().growth.origins;
  if (kind === 'layer') return words.layer(index, channels);
  return kind === 'input' ? words.input(channels) : words.output(channels);
}

/** A number with enough digits to tell maps apart. @param {number} value */
export const formatValue = (value) =>
  value === 0 ? '0' : String(Number(value.toPrecision(3))).replace('-', '−');
