// The selectable items of the diagram: layers, and folded blocks that represent their layers.

/** @import { Plan } from 'densenet-web' */
/** @import { Column, Layout } from './layout.js' */

/** A layer, or a folded block. @typedef {{ column: Column, block: number | null, x: number, width: number, height: number | null }} Item `height`: above the baseline; null for the whole diagram's. */

/** @param {Layout} layout @returns {Item[]} */
export const itemsOf = (layout) => layout.columns.flatMap((column) => itemOf(column, layout) ?? []);

/** The first layer of a folded block represents the whole block. @param {Column} column @param {Layout} layout @returns {Item | null} */
function itemOf(column, { blocks, columns, y }) {
  const { x, body, gap, step, folded } = column;
  if (!folded) return { column, block: null, x: x - 2, width: body + gap, height: null };
  const span = blocks.find(({ block }) => block === step.layer.block);
  if (!span || step.layer.index !== 1) return null;
  const own = columns.filter((other) => other.step.layer.block === span.block && other.folded);
  const height = y(Math.max(...own.map((other) => other.step.layer.inChannels)));
  return { column, block: span.block, x: span.x, width: span.width, height };
}

/** Whether an item is a layer, or the folded block that it belongs to. @param {Item} item @param {Plan} plan @param {string} name */
export function holds({ column, block }, plan, name) {
  if (block === null) return column.step.layer.name === name;
  return plan.layers.find((layer) => layer.name === name)?.block === block;
}

/** Whether the set of folded blocks has changed. @param {ReadonlySet<number>} now @param {ReadonlySet<number> | undefined} before */
export const differ = (now, before) => !before || now.symmetricDifference(before).size > 0;
