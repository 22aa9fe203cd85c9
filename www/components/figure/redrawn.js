// How the page's canvases are drawn again, larger than on the screen or as vectors.

/**
 * @typedef {object} Drawing
 * @property {number} width
 * @property {number} height
 * @property {(context: CanvasRenderingContext2D) => void} draw the whole drawing.
 */

/** @type {WeakMap<Element, Drawing>} */
const drawings = new WeakMap();

/** @param {HTMLCanvasElement} canvas @param {Drawing} drawing */
export const keepDrawing = (canvas, drawing) => drawings.set(canvas, drawing);

/** @param {HTMLCanvasElement} canvas */
export const drawingOf = (canvas) => drawings.get(canvas) ?? null;
