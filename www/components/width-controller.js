import { followPrinting, isPrinting } from '../app/printing.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/** What fits on the narrowest common paper, in CSS pixels. */
const PAPER = 680;

/**
 * The width of its host in pixels. Re-renders the host when it changes.
 *
 * @implements {ReactiveController}
 */
export class WidthController {
  #width = 0;
  #observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    // Paper is not as wide as the window, and not every browser observes it.
    const isKnown = isPrinting() && this.#width > 0;
    if (width === this.#width || width === 0 || isKnown) return;
    this.#width = width;
    this.host.requestUpdate();
  });
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {ReactiveControllerHost & Element} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  get width() {
    return isPrinting() ? Math.min(this.#width, PAPER) : this.#width;
  }

  hostConnected() {
    this.#observer.observe(this.host);
    this.#stop = followPrinting(() => this.host.requestUpdate());
  }

  hostDisconnected() {
    this.#observer.disconnect();
    this.#stop?.();
  }
}
