/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */

/**
 * The width of its host in pixels. Re-renders the host when it changes.
 *
 * @implements {ReactiveController}
 */
export class WidthController {
  width = 0;
  #observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width === this.width || width === 0) return;
    this.width = width;
    this.host.requestUpdate();
  });

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
  }
}
