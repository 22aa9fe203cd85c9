import { followPrinting, isPrinting } from '../app/printing.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/**
 * Whether the page is being printed. Re-renders the host when that changes, unless it does something else.
 *
 * @implements {ReactiveController}
 */
export class PrintController {
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {ReactiveControllerHost} host @param {() => void} [changed] */
  constructor(host, changed = () => host.requestUpdate()) {
    this.changed = changed;
    host.addController(this);
  }

  get printing() {
    return isPrinting();
  }

  hostConnected() {
    this.#stop = followPrinting(this.changed);
  }

  hostDisconnected() {
    this.#stop?.();
  }
}
