import { LitElement, css, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { store, StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** @import { ShareDialog } from './share/share-dialog.js' */

/** Opens the dialog that shares what the page shows. The dialog is loaded when it is first opened. */
class ShareButton extends LitElement {
  static properties = { loaded: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      button {
        min-height: 2.25rem;
        padding: 0 var(--space-2);
      }
      svg {
        width: 1.35rem;
        height: 1.35rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.8;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    this.loaded = false;
  }

  async #open() {
    try {
      await import('./share/share-dialog.js');
      this.loaded = true;
      await this.updateComplete;
      /** @type {ShareDialog | null} */ (this.renderRoot.querySelector('share-dialog'))?.show();
    } catch (error) {
      store.set({ error });
    }
  }

  render() {
    const { button } = text().share;
    return html`<button
        class="quiet"
        title=${button}
        aria-label=${button}
        aria-haspopup="dialog"
        @click=${this.#open}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 15V3m0 0L7.5 7.5M12 3l4.5 4.5M5 12v7.5h14V12" />
        </svg>
      </button>
      ${this.loaded ? html`<share-dialog></share-dialog>` : nothing}`;
  }
}

customElements.define('share-button', ShareButton);
