import { followPrinting, isPrinting } from '../app/printing.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/** How far below the window something is computed before it comes into view, in pixels. */
const MARGIN = 200;

/**
 * Whether its host is in view, or almost, or printed. Re-renders the host when that changes.
 *
 * @implements {ReactiveController}
 */
export class VisibleController {
  #isNear = false;
  /** @type {(() => void) | undefined} */
  #stop;
  #observer = new IntersectionObserver(
    (entries) => {
      const isNear = entries.at(-1)?.isIntersecting ?? false;
      if (isNear === this.#isNear) return;
      this.#isNear = isNear;
      this.host.requestUpdate();
    },
    { rootMargin: `${MARGIN}px` },
  );

  /** @param {ReactiveControllerHost & Element} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  get visible() {
    return this.#isNear || isPrinting();
  }

  hostConnected() {
    this.#stop = followPrinting(() => this.host.requestUpdate());
    this.#observer.observe(this.host);
  }

  hostDisconnected() {
    this.#stop?.();
    this.#observer.disconnect();
    this.#isNear = false;
  }
}
