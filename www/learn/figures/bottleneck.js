// The weights of one wide layer, without and with a bottleneck.
import { scaleLinear } from 'd3-scale';
import { svg } from 'lit';
import { formatInteger } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { WIDE_LAYER } from '../constants.js';
import { label, picture } from './parts.js';

/** @import { Figure } from './parts.js' */

const { channels: m, growthRate: k, bnSize } = WIDE_LAYER;
const between = bnSize * k;
const plainWeights = m * k * 9;
const narrowWeights = m * between + between * k * 9;

const tall = scaleLinear([0, m], [0, 92]);
const WIDTH = 18;

/** A bar whose height shows the channels. @param {number} x @param {number} middle @param {number} channels @param {string} origin */
const bar = (x, middle, channels, origin) => svg`
  <rect class="cell" data-origin=${origin} x=${x} y=${middle - tall(channels) / 2} width=${WIDTH}
    height=${tall(channels)} rx="2" />
  ${label(x + WIDTH / 2, middle + tall(channels) / 2 + 13, channels, 'count')}`;

/** A convolution from bar to bar. @param {number} from @param {number} to @param {number} middle @param {number} a @param {number} b @param {string} kernel */
const convolution = (from, to, middle, a, b, kernel) => svg`
  <path class="narrowing" d="M${from + WIDTH},${middle - tall(a) / 2}L${to},${middle - tall(b) / 2}V${middle + tall(b) / 2}L${from + WIDTH},${middle + tall(a) / 2}Z" />
  <path class="pulse" data-origin="sum" d="M${from + WIDTH},${middle}H${to}" />
  ${label((from + WIDTH + to) / 2, middle - 4, kernel, 'inside')}`;

/** @returns {Figure} */
export function bottleneck() {
  const words = text().learn.ideas.bottleneck;
  const [left, middle, right] = [16, 128, 240];
  const [above, below] = [72, 206];
  return {
    picture: picture(
      274,
      words.alt(m, between, k, formatInteger(plainWeights), formatInteger(narrowWeights)),
      svg`
        ${label(4, 14, words.without, 'title')}
        ${convolution(left, right, above, m, k, '3 × 3')} ${bar(left, above, m, '0')} ${bar(right, above, k, '1')}
        ${label(272, above - 2, formatInteger(plainWeights), 'total')} ${label(272, above + 14, words.weights, 'start')}
        ${label(4, 150, words.with, 'title')}
        ${convolution(left, middle, below, m, between, '1 × 1')} ${convolution(middle, right, below, between, k, '3 × 3')}
        ${bar(left, below, m, '0')} ${bar(middle, below, between, '2')} ${bar(right, below, k, '1')}
        ${label(272, below - 2, formatInteger(narrowWeights), 'total')} ${label(272, below + 14, words.weights, 'start')}`,
    ),
    table: {
      head: [words.columns.kind, words.columns.sum, words.columns.weights],
      rows: [
        [words.without, `${m} · ${k} · 9`, formatInteger(plainWeights)],
        [words.with, `${m} · ${between} + ${between} · ${k} · 9`, formatInteger(narrowWeights)],
      ],
    },
  };
}
