import { html } from 'lit';
import { formatPercent } from '../app/format.js';
import { text } from '../app/i18n.js';
import { isRejected } from '../app/intake.js';
import { className } from '../app/names.js';

/** @import { Classification, Prediction } from 'densenet-web' */

/** @param {Prediction} prediction */
export const guessOf = ({ label, probability }) =>
  html`<bdi>${className(label)}</bdi> <span class="soft small">${formatPercent(probability)}</span>`;

/** What the network says first: a class, or that it is none that it knows. @param {Classification | null} classification */
export function firstGuess(classification) {
  const first = classification?.predictions[0];
  if (!first) return '–';
  if (!isRejected(classification)) return guessOf(first);
  const words = text().components.rejected;
  return html`<strong>${words.none}</strong>
    <span class="soft small"
      >${words.nearest(className(first.label), formatPercent(first.probability))}</span
    >`;
}
