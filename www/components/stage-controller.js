import { store } from '../app/store.js';
import { clamp } from '../app/clamp.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { Key } from '../app/store.js' */

/** The share of the screen's height that a figure takes, with its title, keys and controls around it. */
const SHARES = { full: 0.68, present: 0.62 };

/** @param {Element} element @returns {boolean} whether it is in what fills the screen, or around it. */
function fillsScreen(element) {
  if (element.closest(':fullscreen') || element.shadowRoot?.querySelector(':fullscreen')) return true;
  const root = element.getRootNode();
  return root instanceof ShadowRoot && fillsScreen(root.host);
}

/**
 * How high a figure is drawn: as usual, or higher on the full screen and while the page is presented.
 *
 * @implements {ReactiveController}
 */
export class StageController {
  #update = () => this.host.requestUpdate();
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {ReactiveControllerHost & Element} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  /** In pixels. @param {number} usual */
  height(usual) {
    return Math.round(usual * this.scale(usual));
  }

  /** How many times as high as usual. @param {number} usual @param {number} [presented] the share of the screen in the presentation */
  scale(usual, presented = SHARES.present) {
    const share = fillsScreen(this.host) ? SHARES.full : store.state.present ? presented : 0;
    return clamp((window.innerHeight * share) / usual, 1, 3);
  }

  hostConnected() {
    document.addEventListener('fullscreenchange', this.#update);
    this.#stop = store.subscribe(
      (/** @type {ReadonlySet<Key>} */ changed) => changed.has('present') && this.#update(),
    );
  }

  hostDisconnected() {
    document.removeEventListener('fullscreenchange', this.#update);
    this.#stop?.();
  }
}
