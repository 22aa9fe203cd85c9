// Between two blocks: fewer channels, then half the resolution.
import { svg } from 'lit';
import { text } from '../../app/i18n.js';
import { TRANSITION } from '../constants.js';
import { after, flow, label, picture, range } from './parts.js';

/** @import { Figure } from './parts.js' */

const { channels: m, side, compression } = TRANSITION;
const kept = Math.floor(m * compression);
const CELL = 12;
const SHIFT = 5;

/** Maps one behind the other. @param {number} x @param {number} middle @param {number} count @param {number} cells @param {number} step */
function stack(x, middle, count, cells, step) {
  const size = cells * CELL;
  const y = middle - size / 2;
  return range(count)
    .toReversed()
    .map((index) => {
      const [left, top] = [x + index * SHIFT, y - index * SHIFT];
      const lines = range(cells - 1).map((line) => (line + 1) * CELL);
      return svg`<g class="map appear" style=${after(step)}>
        <rect x=${left} y=${top} width=${size} height=${size} />
        ${lines.map((at) => svg`<path d="M${left + at},${top}v${size}M${left},${top + at}h${size}" />`)}
      </g>`;
    });
}

/** @returns {Figure} */
export function transition() {
  const words = text().learn.ideas.transition;
  const middle = 86;
  return {
    picture: picture(
      170,
      words.alt(m, kept, side, side / 2),
      svg`
        ${stack(8, middle, m, side, 0)} ${flow(`M100,${middle}H148`, 'sum', 1)}
        ${label(124, middle - 10, '1 × 1', 'inside')}
        ${stack(156, middle, kept, side, 2)} ${flow(`M228,${middle}H276`, 'sum', 3)}
        ${label(252, middle - 10, words.average, 'inside')}
        ${stack(290, middle, kept, side / 2, 4)}
        ${label(32, 140, words.maps(m), 'middle')} ${label(32, 157, `${side} × ${side}`, 'middle soft')}
        ${label(180, 140, words.maps(kept), 'middle')} ${label(180, 157, `${side} × ${side}`, 'middle soft')}
        ${label(312, 140, words.maps(kept), 'middle')} ${label(312, 157, `${side / 2} × ${side / 2}`, 'middle soft')}`,
    ),
    table: {
      head: [words.columns.stage, words.columns.channels, words.columns.size],
      rows: [
        [words.stages.block, m, `${side} × ${side}`],
        [words.stages.convolution, kept, `${side} × ${side}`],
        [words.stages.pooling, kept, `${side / 2} × ${side / 2}`],
      ],
    },
  };
}
