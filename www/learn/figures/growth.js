// What each layer of a block reads, channel by channel, in the colour of the layer that produced it.
import { svg } from 'lit';
import { text } from '../../app/i18n.js';
import { BLOCK } from '../constants.js';
import { after, label, picture, range } from './parts.js';

/** @import { Figure } from './parts.js' */

const { layers, initFeatures, growthRate, cell, width } = BLOCK;
const BOTTOM = 196;
const LEFT = 22;
const STRIDE = 82;
const NEW = 32;

/** Channels that layer l, from 1, reads. @param {number} l */
export const channelsInto = (l) => initFeatures + (l - 1) * growthRate;

/** The layer that produced a channel; 0 is the block's input. @param {number} channel from 0 */
export const originOf = (channel) =>
  channel < initFeatures ? 0 : 1 + Math.floor((channel - initFeatures) / growthRate);

/** @param {number} x @param {number} channel @param {number} step */
const square = (
  x,
  channel,
  step,
) => svg`<rect class="cell appear" data-origin=${originOf(channel)} style=${after(step)}
  x=${x} y=${BOTTOM - (channel + 1) * cell} width=${width} height=${cell - 1.5} rx="2" />`;

/** @param {number} l */
function column(l) {
  const x = LEFT + (l - 1) * STRIDE;
  const count = channelsInto(l);
  const top = BOTTOM - count * cell;
  const words = text().learn.ideas.growth;
  return svg`
    ${range(count).map((channel) => square(x, channel, l - 1))}
    ${range(growthRate).map((index) => square(x + NEW, count + index, l - 0.5))}
    ${label(x + width / 2, top - 6, count, 'count')}
    ${label(x + width / 2 + 4, BOTTOM + 18, words.layer(l))}`;
}

/** @returns {Figure} */
export function growth() {
  const words = text().learn.ideas.growth;
  return {
    picture: picture(
      224,
      words.alt(initFeatures, growthRate, layers),
      svg`<line class="ground" x1="12" x2="348" y1=${BOTTOM} y2=${BOTTOM} />
        ${range(layers).map((index) => column(index + 1))}`,
    ),
    table: {
      head: [words.columns.layer, words.columns.sum, words.columns.channels, words.columns.new],
      rows: range(layers).map((index) => [
        index + 1,
        `${initFeatures} + ${index} · ${growthRate}`,
        channelsInto(index + 1),
        growthRate,
      ]),
    },
  };
}
