/**
 * A listener for `pointerleave` that leaves what a finger pointed at: lifted, it has gone, but is still looking.
 *
 * @param {() => void} left
 */
export const leave = (left) => (/** @type {PointerEvent} */ event) => {
  if (event.pointerType !== 'touch') left();
};
