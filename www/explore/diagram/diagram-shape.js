// The geometry of the channel diagram: one staircase per block, with transitions between them.
import { scaleLinear } from 'd3-scale';
import { denseLayers } from '../../app/layers.js';
import { DIAGRAM } from '../constants.js';

/** @import { Layer, Plan } from 'densenet-web' */
/** @import { ScaleLinear } from 'd3-scale' */

/** @typedef {{ layer: Layer, x: number, width: number }} Column */
/** @typedef {{ number: number, columns: Column[], x: number, end: number, first: number, last: number }} Block `first` and `last` count channels. */
/** @typedef {{ x: number, end: number, from: number, to: number, kind: 'stem' | 'transition' }} Joint */

/**
 * @typedef {object} Shape
 * @property {number} width
 * @property {number} height
 * @property {ScaleLinear<number, number>} y channels to pixels.
 * @property {Block[]} blocks
 * @property {Joint[]} joints the stem and the transitions.
 */

/** @typedef {{ margin: { top: number, right: number, bottom: number, left: number }, height: number }} Frame */

/** The frame of the large diagram. @param {number} width @returns {Frame} */
export const frameOf = (width) => ({
  margin: DIAGRAM.margin,
  height: width < DIAGRAM.narrow ? DIAGRAM.heightNarrow : DIAGRAM.height,
});

/** @param {Plan} plan @param {number} width @param {Frame} frame @returns {Shape} */
export function shapeOf(plan, width, { margin, height }) {
  const { minWidth } = DIAGRAM;
  const { stages } = plan.counterparts;
  const groups = Map.groupBy(denseLayers(plan), ({ block }) => block);
  const transitions = plan.layers.filter(({ kind }) => kind === 'transition');

  // Joints are measured in layers unless that makes them too thin.
  const room = width - margin.left - margin.right;
  const count = denseLayers(plan).length;
  const joints = DIAGRAM.stem + DIAGRAM.transition * transitions.length;
  const perLayer = room / (count + joints);
  const jointScale = Math.max(perLayer, Math.min(minWidth / DIAGRAM.stem, room / 3 / joints));
  const layerWidth = Math.max(0.1, (room - jointScale * joints) / count);

  const max = Math.max(...stages.map((stage) => stage.width));
  const y = scaleLinear([0, max], [height - margin.bottom, margin.top]);

  let x = margin.left;
  /** @param {Joint['kind']} kind @param {number} wide @param {number} from @param {number} to @returns {Joint} */
  const joint = (kind, wide, from, to) => ({ kind, x, end: (x += wide * jointScale), from, to });
  /** @type {Joint[]} */
  const made = [joint('stem', DIAGRAM.stem, plan.layers[0].inChannels, plan.config.num_init_features)];
  /** @type {Block[]} */
  const blocks = [];
  for (const [number, layers] of groups) {
    const columns = layers.map((layer, index) => ({ layer, x: x + index * layerWidth, width: layerWidth }));
    const start = x;
    x += layers.length * layerWidth;
    const first = layers[0].inChannels;
    blocks.push({ number, columns, x: start, end: x, first, last: stages[number - 1].width });
    const transition = transitions.find(({ block }) => block === number);
    if (transition)
      made.push(joint('transition', DIAGRAM.transition, transition.inChannels, transition.outChannels));
  }
  return { width, height, y, blocks, joints: made };
}

/** The outline of a block's staircase. @param {Block} block @param {Shape['y']} y */
export function stairs({ columns, x, first }, y) {
  const steps = columns.map(({ layer, x: from, width }) => {
    const top = y(layer.inChannels + layer.outChannels);
    return `L${from},${top}H${from + width}`;
  });
  return `M${x},${y(first)}${steps.join('')}V${y(first)}H${x}Z`.replaceAll(/(\.\d\d)\d+/g, '$1');
}
