// The selectable items of the diagram: layers, and folded blocks that represent their layers.

/** @import { Plan } from 'densenet-web' */
/** @import { Column, Layout } from './layout.js' */

/** A layer, or a folded block. @typedef {{ column: Column, block: number | null, x: number, width: number }} Item */

/** @param {Layout} layout @returns {Item[]} */
export const itemsOf = (layout) => layout.columns.flatMap((column) => itemOf(column, layout) ?? []);

/** The first layer of a folded block represents the whole block. @param {Column} column @param {Layout} layout @returns {Item | null} */
function itemOf(column, { blocks }) {
  const { x, body, gap, step, folded } = column;
  if (!folded) return { column, block: null, x: x - 2, width: body + gap };
  const span = blocks.find(({ block }) => block === step.layer.block);
  return span && step.layer.index === 1 ? { column, block: span.block, x: span.x, width: span.width } : null;
}

/** Whether an item is a layer, or the folded block that it belongs to. @param {Item} item @param {Plan} plan @param {string} name */
export function holds({ column, block }, plan, name) {
  if (block === null) return column.step.layer.name === name;
  return plan.layers.find((layer) => layer.name === name)?.block === block;
}

/** Whether the set of folded blocks has changed. @param {ReadonlySet<number>} now @param {ReadonlySet<number> | undefined} before */
export const differ = (now, before) => !before || now.symmetricDifference(before).size > 0;
