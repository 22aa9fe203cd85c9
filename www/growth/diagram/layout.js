// The diagram's layout: only arithmetic, no drawing.
import { scaleLinear } from 'd3-scale';
import { isDenseLayer } from '../../app/layers.js';
import { BODY, FOLDED, TRANSITION, HEIGHTS, MARGIN, PICTURE, PITCH, THUMBNAIL, WIDE } from '../constants.js';
import { maxChannels, stepsOf } from '../structure.js';

/** @import { ScaleLinear } from 'd3-scale' */
/** @import { Plan } from 'densenet-web' */
/** @import { Step } from '../structure.js' */

/**
 * A layer's position.
 *
 * @typedef {object} Column
 * @property {number} index in the plan.
 * @property {Step} step
 * @property {number} x
 * @property {number} body width of the stack of input channels.
 * @property {number} gap after it, in which features are carried on, added, or mixed.
 * @property {boolean} folded
 */

/** @typedef {{ block: number, layers: number, x: number, width: number, folded: boolean }} BlockSpan */

/**
 * @typedef {object} Layout
 * @property {readonly Column[]} columns
 * @property {readonly BlockSpan[]} blocks
 * @property {number} width
 * @property {number} height
 * @property {number} pitch
 * @property {number} arcs height of the space above the stacks.
 * @property {number} baseline the y coordinate of the stacks' bottom.
 * @property {{ side: number, rows: number }} thumbnails the mean maps' side in pixels and their rows; 0 rows where there is no room.
 * @property {{ x: number, width: number }} picture
 * @property {ScaleLinear<number, number>} y channels to pixels above the baseline.
 */

/** Whether a layer mixes all the channels it reads into new ones. @param {Step} step */
export const mixes = ({ layer }) =>
  layer.kind === 'transition' || layer.kind === 'classifier' || layer.kind === 'stem';

/** @typedef {{ plan: Plan, width: number, folded: ReadonlySet<number> }} Room `width` is the window's. */

/** @param {Room} room @param {number} pitch */
function place({ plan, width, folded }, pitch) {
  const wide = width >= WIDE;
  const picture = { x: MARGIN, width: wide ? PICTURE.wide : PICTURE.narrow };
  const foldedWidth = Math.max(wide ? FOLDED.wide : FOLDED.narrow, pitch * FOLDED.pitches);
  const least = wide ? TRANSITION.min : TRANSITION.narrow;
  const transition = Math.max(pitch * TRANSITION.pitches, Math.min(least, pitch * TRANSITION.max));
  let x = picture.x + picture.width + pitch * (1 - BODY);
  const columns = stepsOf(plan).map((step, index) => {
    const { layer } = step;
    const block = isDenseLayer(layer) && folded.has(layer.block) ? layer.block : null;
    const isFolded = block !== null;
    const own = isFolded ? foldedWidth / plan.config.block_config[block - 1] : pitch;
    const body = isFolded ? own : own * BODY;
    const gap = own - body + (mixes(step) ? transition : 0);
    const column = { index, step, x, body, gap, folded: isFolded };
    x += body + gap;
    return column;
  });
  return { picture, columns, end: x + pitch * BODY + MARGIN };
}

/** The pitch at which the whole network fits. @param {Room} room */
export function fittingPitch(room) {
  let [low, high] = [PITCH.min, PITCH.max];
  for (let halving = 0; halving < 24; halving += 1) {
    const middle = (low + high) / 2;
    if (place(room, middle).end <= room.width) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {Room & { pitch: number | null, scale?: number }} options `pitch` null: the largest that fits, with a minimum.
 * `scale`: how many times as high as usual.
 * @returns {Layout}
 */
export function layOut({ pitch: wanted, scale = 1, ...room }) {
  const { plan, width } = room;
  const wide = width >= WIDE;
  const usual = wide ? HEIGHTS.wide : HEIGHTS.narrow;
  const [arcs, stack] = [usual.arcs * scale, usual.stack * scale];
  const pitch = wanted ?? Math.max(fittingPitch(room), wide ? PITCH.wide : PITCH.narrow);
  const { picture, columns, end } = place(room, pitch);
  const thumbnails = thumbnailsAt(pitch);
  const baseline = arcs + stack;
  return {
    columns,
    blocks: spans(columns, plan),
    width: Math.max(width, end),
    height: baseline + 8 + thumbnails.rows * (thumbnails.side + THUMBNAIL.gap),
    pitch,
    arcs,
    baseline,
    thumbnails,
    picture,
    y: scaleLinear([0, maxChannels(plan)], [0, stack]),
  };
}

/** As few rows as give the mean maps a readable size. @param {number} pitch */
function thumbnailsAt(pitch) {
  for (let rows = 1; rows <= THUMBNAIL.rows; rows += 1) {
    const side = Math.floor(Math.min(THUMBNAIL.max, rows * pitch - THUMBNAIL.gap));
    if (side >= THUMBNAIL.min) return { side, rows };
  }
  return { side: 0, rows: 0 };
}

/** @param {readonly Column[]} columns @param {Plan} plan @returns {BlockSpan[]} */
function spans(columns, plan) {
  return plan.config.block_config.flatMap((layers, index) => {
    const own = columns.filter(
      ({ step: { layer } }) => layer.kind === 'dense-layer' && layer.block === index + 1,
    );
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    const { x, folded } = first;
    return [{ block: index + 1, layers, x, width: last.x + last.body + last.gap - x, folded }];
  });
}
