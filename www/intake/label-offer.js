import { LitElement, css, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { reconfigure } from '../app/session.js';
import { store, StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** @import { ClassSet } from '../app/intake.js' */

/** Well-known classes that would fit the network, to be confirmed: nothing in the file names them. */
class LabelOffer extends LitElement {
  static properties = { sets: { attribute: false } };
  static styles = [
    shared,
    css`
      .offer {
        padding: var(--space-3) var(--space-4);
        border-inline-start: 3px solid var(--accent);
        border-radius: var(--radius-s);
        background: var(--accent-soft);
      }
      .row {
        margin-top: var(--space-3);
      }
    `,
  ];
  store = new StoreController(this, ['busy', 'network']);

  constructor() {
    super();
    /** @type {readonly ClassSet[]} */
    this.sets = [];
  }

  /** @param {readonly string[]} labels */
  async #confirm(labels) {
    try {
      await reconfigure({ labels }, { keep: true });
    } catch (error) {
      store.set({ error });
    }
  }

  render() {
    const words = text().intake.offer;
    const { busy, network } = this.store.state;
    if (this.sets.length === 0 || !network) return nothing;
    return html`<section class="offer" aria-labelledby="offer">
      <p id="offer">${words.lede(network.labels.length)}</p>
      <div class="row">
        ${this.sets.map(({ name, labels, published }) =>
          labels
            ? html`<button ?disabled=${busy !== null} @click=${() => this.#confirm(labels)}>
                ${words.confirm(name)}
              </button>`
            : html`<p class="small">${words.published(name, published)}</p>`,
        )}
      </div>
    </section>`;
  }
}

customElements.define('label-offer', LabelOffer);
