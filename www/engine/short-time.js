import { formatTime } from '../app/format.js';
import { store } from '../app/store.js';

/** Below this, in milliseconds, formatTime only says that it is little: a layer on a GPU always takes so little. */
const LITTLE = 0.05;

/** A layer's time: 0.0123 → 12 µs. Nothing is what the clock can't tell. @param {number} milliseconds */
export function formatShortTime(milliseconds) {
  if (milliseconds === 0 || milliseconds >= LITTLE) return formatTime(milliseconds);
  const microseconds = new Intl.NumberFormat(store.state.language, { maximumSignificantDigits: 2 });
  return `${microseconds.format(1000 * milliseconds)} µs`;
}
