// Whether the page is being printed. Canvases and sizes follow it, because style sheets can't draw.

/** @type {Set<() => void>} */
const listeners = new Set();
let printing = false;

export const isPrinting = () => printing;

/** Answers of the network that figures wait for. @type {Set<Promise<unknown>>} */
const awaited = new Set();

/** Printing waits for this. @template T @param {Promise<T>} answer */
export function awaitInPrint(answer) {
  awaited.add(answer);
  const forget = () => awaited.delete(answer);
  answer.then(forget, forget);
  return answer;
}

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

/** Prints when what is out of sight has been computed too, which a browser's own command does not wait for. */
export async function printAll() {
  turn(true);
  // Figures ask when they have been rendered.
  await new Promise((done) => setTimeout(done, 200));
  while (awaited.size > 0) await Promise.allSettled(awaited);
  await new Promise((done) => setTimeout(done, 200));
  // Where printing can't be told to have ended, the next tap is on the page again.
  window.addEventListener('pointerdown', () => turn(false), { once: true });
  window.print();
}

export function startPrinting() {
  window.addEventListener('beforeprint', () => turn(true));
  window.addEventListener('afterprint', () => turn(false));
  matchMedia('print').addEventListener('change', ({ matches }) => turn(matches));
}
