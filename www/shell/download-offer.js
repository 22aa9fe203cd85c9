import { LitElement, css, html, nothing } from 'lit';
import { formatBytes } from '../app/format.js';
import { text } from '../app/i18n.js';
import { findModel } from '../app/models.js';
import { acceptOffer, declineOffer } from '../app/session.js';
import { StoreController } from '../app/store.js';
import { dialogStyles } from '../styles/dialog.js';
import { shared } from '../styles/shared.js';

/** Asks before downloading a remote network: no request leaves the page's origin without the visitor's consent. */
class DownloadOffer extends LitElement {
  static styles = [
    shared,
    dialogStyles,
    css`
      h2 {
        font-size: var(--text-l);
        margin-bottom: var(--space-3);
      }
      .row {
        margin-top: var(--space-5);
      }
    `,
  ];
  store = new StoreController(this, ['offer']);

  updated() {
    const dialog = this.renderRoot.querySelector('dialog');
    if (this.store.state.offer && dialog && !dialog.open) dialog.showModal();
  }

  /** @param {Event} event */
  #decline(event) {
    event.preventDefault();
    declineOffer();
  }

  render() {
    const model = findModel(this.store.state.offer ?? '');
    if (!model?.url || model.bytes === null) return nothing;
    const words = text().shell.offer;
    const size = formatBytes(model.bytes);
    return html`<dialog aria-labelledby="title" aria-describedby="body" @cancel=${this.#decline}>
      <h2 id="title">${words.title(model.name)}</h2>
      <p id="body">${words.body(size, new URL(model.url).host)}</p>
      <div class="row">
        <button class="primary" @click=${acceptOffer}>${words.accept(size)}</button>
        <button @click=${this.#decline}>${words.decline}</button>
      </div>
    </dialog>`;
  }
}

customElements.define('download-offer', DownloadOffer);
