/**
 * A listener for `pointerleave` that ignores fingers: lifting one leaves the element, but the visitor is still reading.
 *
 * @param {() => void} listener
 */
export const unlessTouch = (listener) => (/** @type {PointerEvent} */ event) => {
  if (event.pointerType !== 'touch') listener();
};
