import { store } from '../../app/store.js';
import { link, shows, unlink } from './links.js';

/** @import { LitElement, ReactiveController } from 'lit' */

/** @param {Event} event @returns {HTMLElement | null} */
const linkedOf = ({ target }) => (target instanceof Element ? target.closest('[data-link]') : null);

/**
 * Elements of its host with `data-link` (see `linkText`) set what is marked, and are marked with `data-linked`, without
 * rendering the host.
 *
 * @implements {ReactiveController}
 */
export class LinkController {
  /** @type {(() => void) | undefined} */
  #stop;
  #listens = false;

  /** @param {LitElement} host */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#stop = store.subscribe((changed) => changed.has('linked') && this.#mark());
  }

  hostDisconnected() {
    this.#stop?.();
  }

  hostUpdated() {
    const { renderRoot: root } = this.host;
    if (!this.#listens) {
      this.#listens = true;
      for (const type of ['pointerover', 'focusin']) root.addEventListener(type, this.#enter);
      for (const type of ['pointerout', 'focusout']) root.addEventListener(type, this.#leave);
    }
    this.#mark();
  }

  /** @param {Event} event */
  #enter = (event) => {
    const [layer, source] = linkedOf(event)?.dataset.link?.split(' ') ?? [];
    if (layer) link(store.state.plan, layer, source);
  };

  /** @param {Event} event */
  #leave = (event) => linkedOf(event) && unlink();

  #mark() {
    const { linked } = store.state;
    for (const element of this.host.renderRoot.querySelectorAll('[data-link]'))
      element.toggleAttribute(
        'data-linked',
        shows(linked, /** @type {HTMLElement} */ (element).dataset.link ?? ''),
      );
  }
}
