/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/** How far below the window something is computed before it comes into view, in pixels. */
const MARGIN = 200;

/**
 * Whether its host is in view, or almost. Re-renders the host when that changes.
 *
 * @implements {ReactiveController}
 */
export class VisibleController {
  visible = false;
  #observer = new IntersectionObserver(
    (entries) => {
      const visible = entries.at(-1)?.isIntersecting ?? false;
      if (visible === this.visible) return;
      this.visible = visible;
      this.host.requestUpdate();
    },
    { rootMargin: `${MARGIN}px` },
  );

  /** @param {ReactiveControllerHost & Element} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#observer.observe(this.host);
  }

  hostDisconnected() {
    this.#observer.disconnect();
    this.visible = false;
  }
}
