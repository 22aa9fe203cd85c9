/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

const dark = matchMedia('(prefers-color-scheme: dark)');

/**
 * Redraws a canvas when the system switches between light and dark, which style sheets do automatically.
 *
 * @implements {ReactiveController}
 */
export class DarkModeController {
  /** @param {ReactiveControllerHost} host @param {() => void} redraw */
  constructor(host, redraw) {
    this.redraw = redraw;
    host.addController(this);
  }

  hostConnected() {
    dark.addEventListener('change', this.redraw);
  }

  hostDisconnected() {
    dark.removeEventListener('change', this.redraw);
  }
}
