// Whether the page is being printed. Canvases and sizes follow it, because style sheets can't draw.

/** @type {Set<() => void>} */
const listeners = new Set();
let printing = false;

export const isPrinting = () => printing;

/** @param {boolean} on */
function turn(on) {
  if (on === printing) return;
  printing = on;
  // Paper is light, and style sheets for print don't apply yet.
  document.documentElement.toggleAttribute('data-print', on);
  for (const listener of listeners) listener();
}

/** @param {() => void} listener @returns {() => void} unsubscribes. */
export function followPrinting(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startPrinting() {
  window.addEventListener('beforeprint', () => turn(true));
  window.addEventListener('afterprint', () => turn(false));
  matchMedia('print').addEventListener('change', ({ matches }) => turn(matches));
}
