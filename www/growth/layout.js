// Where everything stands in the diagram: plain arithmetic, no drawing.
import { scaleLinear } from 'd3-scale';
import { BODY, FOLDED, FUNNEL, HEIGHTS, MARGIN, PICTURE, PITCH, THUMBNAIL, WIDE } from './constants.js';
import { mostChannels, stepsOf } from './structure.js';

/** @import { ScaleLinear } from 'd3-scale' */
/** @import { Plan } from 'densenet-web' */
/** @import { Step } from './structure.js' */

/**
 * A layer's place.
 *
 * @typedef {object} Column
 * @property {number} index in the plan.
 * @property {Step} step
 * @property {number} x
 * @property {number} body width of the stack of input channels.
 * @property {number} gap after it, in which features are carried on, added, or squeezed.
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
 * @property {number} arcs height of the room above the stacks.
 * @property {number} baseline on which the stacks stand.
 * @property {number} thumbnail side of the mean maps; 0 where there is no room for them.
 * @property {{ x: number, width: number }} picture
 * @property {ScaleLinear<number, number>} y channels to pixels above the baseline.
 */

/** What follows a layer, in pitches: nothing, or a funnel. @param {Step} step */
const hasFunnel = ({ layer, reads }) =>
  layer.kind === 'transition' || layer.kind === 'classifier' || reads[0]?.kind === 'picture';

/**
 * @param {object} options
 * @param {Plan} options.plan
 * @param {number} options.width of the window onto the diagram.
 * @param {number | null} options.pitch null: as large as fits.
 * @param {ReadonlySet<number>} options.folded blocks.
 * @returns {Layout}
 */
export function layOut({ plan, width, pitch: wanted, folded }) {
  const wide = width >= WIDE;
  const { arcs, stack } = wide ? HEIGHTS.wide : HEIGHTS.narrow;
  const steps = stepsOf(plan);
  const picture = { x: MARGIN, width: wide ? PICTURE.wide : PICTURE.narrow };
  const isFolded = (/** @type {Step} */ { layer }) =>
    layer.kind === 'dense-layer' && folded.has(layer.block ?? 0);

  const pitch = wanted ?? clamp(fitting(), wide ? PITCH.wide : PITCH.narrow, PITCH.most);

  /** The pitch at which all of it is seen at once. */
  function fitting() {
    const funnels = steps.filter(hasFunnel).length;
    const open = steps.filter((step) => !isFolded(step)).length + 1;
    const fixed = 2 * MARGIN + picture.width + FOLDED * folded.size;
    const share = (width - fixed) / (open + FUNNEL.pitches * funnels);
    if (share * FUNNEL.pitches >= FUNNEL.least) return share;
    return (width - fixed - FUNNEL.least * funnels) / open;
  }

  let x = picture.x + picture.width;
  const columns = steps.map((step, index) => {
    const own = isFolded(step)
      ? FOLDED / (plan.config.block_config[(step.layer.block ?? 1) - 1] ?? 1)
      : pitch;
    const body = isFolded(step) ? own : own * BODY;
    const funnel = hasFunnel(step) ? Math.max(FUNNEL.least, pitch * FUNNEL.pitches) : 0;
    if (index === 0) x += own - body;
    const column = { index, step, x, body, gap: own - body + funnel, folded: isFolded(step) };
    x += own + funnel;
    return column;
  });

  const thumbnail = pitch >= THUMBNAIL.leastPitch ? Math.min(THUMBNAIL.most, pitch - 2) : 0;
  const baseline = arcs + stack;
  return {
    columns,
    blocks: spans(columns, plan),
    width: Math.max(width, x + pitch * BODY + MARGIN),
    height: baseline + (thumbnail ? thumbnail + 12 : 8),
    pitch,
    arcs,
    baseline,
    thumbnail,
    picture,
    y: scaleLinear([0, mostChannels(plan)], [0, stack]),
  };
}

/** The pitch at which the whole network is seen. @param {{ plan: Plan, width: number, folded: ReadonlySet<number> }} options */
export function fittingPitch({ plan, width, folded }) {
  const { columns } = layOut({ plan, width, pitch: 0, folded });
  const last = columns.at(-1);
  const rest = width - (last ? last.x + last.gap : 0) - MARGIN;
  const open = columns.filter((column) => !column.folded).length + 1;
  const funnels = columns.filter(({ step }) => hasFunnel(step)).length;
  const plain = rest / open;
  const wider = plain * FUNNEL.pitches > FUNNEL.least;
  const share = wider ? (rest + FUNNEL.least * funnels) / (open + FUNNEL.pitches * funnels) : plain;
  return clamp(share, PITCH.least, PITCH.most);
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

/** @param {number} value @param {number} least @param {number} most */
export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
