// What a strip or an arc is, in words.
import { readersOfMaker } from '../../app/connections.js';
import { text } from '../../app/i18n.js';
import { layerName, shortLayerName } from '../../app/names.js';
import { extentOf } from './targets.js';

/** @import { Plan } from 'densenet-web' */
/** @import { CutExtents } from '../../app/cut-edits.js' */
/** @import { Target } from './targets.js' */

/** Who made channels: a layer, or the input of a block. @param {Plan} plan @param {Target} target */
export function sourceName(plan, { from, maker }) {
  if (from === 'input') return text().cuts.input(blockOf(plan, maker));
  const layer = plan.layers.find(({ name }) => name === maker);
  return layer ? shortLayerName(layer) : maker;
}

/** @param {Plan} plan @param {string} maker */
const blockOf = (plan, maker) => readersOfMaker(plan, maker)[0]?.block ?? 0;

/** @param {Plan} plan @param {CutExtents} extents @param {Target} target */
export function describeTarget(plan, extents, target) {
  const words = text().cuts;
  const { reader, maker, channels } = target;
  const source = sourceName(plan, target);
  const layer = plan.layers.find(({ name }) => name === reader);
  const what = layer
    ? words.connection(layerName(layer), source, channels)
    : words.output(source, channels, readersOfMaker(plan, maker).length);
  const extent = extentOf(plan, extents, target);
  if (extent === 'all') return `${what} ${words.enterRestores}`;
  const partly = extent ? `${words.partly(extent.size, channels)} ` : '';
  return `${what} ${partly}${words.enterCuts}`;
}
