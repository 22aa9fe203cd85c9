import { text } from '../app/i18n.js';

/** @import { Origin } from './structure.js' */

/** Whose channels these are, and how many. @param {Origin} origin */
export function originName({ kind, index, channels }) {
  const words = text().growth.origins;
  if (kind === 'layer') return words.layer(index, channels);
  return kind === 'input' ? words.input(channels) : words.output(channels);
}
