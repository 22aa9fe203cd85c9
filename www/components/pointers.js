/**
 * A listener for `pointerleave` that ignores touch: lifting the finger fires it, but the visitor is still reading.
 *
 * @param {() => void} listener
 */
export const unlessTouch = (listener) => (/** @type {PointerEvent} */ event) => {
  if (event.pointerType !== 'touch') listener();
};
