import { followPrinting } from '../app/printing.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

const dark = matchMedia('(prefers-color-scheme: dark)');

/**
 * Redraws a canvas when the system switches between light and dark, or for light paper, which style sheets do
 * automatically.
 *
 * @implements {ReactiveController}
 */
export class DarkModeController {
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {ReactiveControllerHost} host @param {() => void} redraw */
  constructor(host, redraw) {
    this.redraw = redraw;
    host.addController(this);
  }

  hostConnected() {
    dark.addEventListener('change', this.redraw);
    this.#stop = followPrinting(this.redraw);
  }

  hostDisconnected() {
    dark.removeEventListener('change', this.redraw);
    this.#stop?.();
  }
}
