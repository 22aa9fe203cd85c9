import { text } from '../app/i18n.js';

/** @import { Origin } from './structure.js' */

/** The name of an origin, with its number of channels. @param {Origin} origin */
export function originName({ kind, index, channels }) {
  const words = text().growth.origins;
  if (kind === 'layer') return words.layer(index, channels);
  return kind === 'input' ? words.input(channels) : words.output(channels);
}
