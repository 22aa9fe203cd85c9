// Helpers for the view's canvases: the size in device pixels, lines and labels.

import { store } from '../app/store.js';

/** @import { CanvasColours } from './canvas-colours.js' */

/** @typedef {CanvasRenderingContext2D} Context */

const FAMILY = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** An audience sits further away. */
const PRESENTED = 1.3;

/** @param {number} size in pixels @param {number} [weight] */
export const fontOf = (size, weight = 400) =>
  `${weight} ${Math.round(size * (store.state.present ? PRESENTED : 1))}px ${FAMILY}`;

/** Sizes a canvas in device pixels. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
export function prepareCanvas(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  const context = /** @type {Context} */ (canvas.getContext('2d'));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** @param {Context} context @param {string} colour @param {number} width @param {number} from @param {number} to @param {number} y */
export function drawLine(context, colour, width, from, to, y) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(from, y);
  context.lineTo(to, y);
  context.stroke();
}

/** Text with a halo, so that it is legible on any background. */
/** @param {Context} context @param {CanvasColours} colours @param {string} words @param {number} x @param {number} y @param {string} colour */
export function drawLabel(context, colours, words, x, y, colour) {
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = colours.surface;
  context.strokeText(words, x, y);
  context.fillStyle = colour;
  context.fillText(words, x, y);
}
