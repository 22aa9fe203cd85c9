// The keyboard controls of the diagram's list of layers.
import { clamp } from '../../app/clamp.js';

/** @param {KeyboardEvent} event */
const isModified = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;

/** The item that a key leads to, or null. @param {KeyboardEvent} event @param {number} at @param {number} count of items. */
export function moved(event, at, count) {
  const places = new Map([
    ['ArrowRight', at + 1],
    ['ArrowDown', at + 1],
    ['ArrowLeft', at - 1],
    ['ArrowUp', at - 1],
    ['Home', 0],
    ['End', count - 1],
  ]);
  const to = places.get(event.key);
  return to === undefined || isModified(event) ? null : clamp(to, 0, count - 1);
}

/** Larger, smaller, or neither: 1, -1, 0. @param {KeyboardEvent} event */
export function zoomed(event) {
  if (isModified(event)) return 0;
  return event.key === '+' || event.key === '=' ? 1 : event.key === '-' ? -1 : 0;
}
