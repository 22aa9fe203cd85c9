// A new buffer for every concatenation, or one buffer for the block.
import { svg } from 'lit';
import { text } from '../../app/i18n.js';
import { BLOCK } from '../constants.js';
import { channelsInto, originOf } from './growth.js';
import { after, label, picture, range } from './parts.js';

/** @import { Figure } from './parts.js' */

const { layers, cell } = BLOCK;
const LEFT = 90;
const ROW = 24;
/** The channels that layer l's concatenation contains: its input and its output. @param {number} l */
const held = (l) => channelsInto(l + 1);
const concatenated = range(layers).reduce((sum, index) => sum + held(index + 1), 0);
const once = held(layers);

/** @param {number} y @param {number} channel @param {number} step @param {boolean} copied */
const square = (
  y,
  channel,
  step,
  copied,
) => svg`<rect class="cell appear ${copied ? 'copied' : ''}" style=${after(step)}
  data-origin=${originOf(channel)} x=${LEFT + channel * cell} y=${y} width=${cell - 1.5} height=${cell} rx="2" />`;

/** @returns {Figure} */
export function memory() {
  const words = text().learn.ideas.memory;
  const bottom = 34 + layers * ROW;
  return {
    picture: picture(
      216,
      words.alt(concatenated, once, layers),
      svg`
        ${label(4, 16, words.concatenated, 'title')}
        ${range(layers).map((index) => {
          const y = 30 + index * ROW;
          return svg`${label(4, y + 11, words.layer(index + 1), 'start')}
            ${range(held(index + 1)).map((channel) => square(y, channel, index, originOf(channel) <= index))}`;
        })}
        ${label(LEFT, bottom + 10, words.total(concatenated), 'total')}
        ${label(4, bottom + 38, words.once, 'title')}
        ${label(4, bottom + 60, words.block, 'start')}
        ${range(once).map((channel) => square(bottom + 49, channel, originOf(channel), false))}
        ${label(LEFT, bottom + 80, words.total(once), 'total')}`,
    ),
    table: {
      head: [words.columns.layer, words.columns.concatenated, words.columns.once],
      rows: [
        ...range(layers).map((index) => [
          index + 1,
          held(index + 1),
          index === 0 ? held(1) : `+ ${BLOCK.growthRate}`,
        ]),
        [words.columns.sum, concatenated, once],
      ],
    },
  };
}
