import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

const KINDS = /** @type {const} */ (['pictures', 'checkpoint', 'settings', 'saved']);

/** What can be dropped and what happens then, over the whole page while something is dragged across it. */
class DropHint extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset: 0;
        z-index: 20;
        display: grid;
        place-items: center;
        padding: var(--space-4);
        /* base.css sets it while something is dragged over the page. */
        visibility: var(--dropping, hidden);
        pointer-events: none;
        border: 3px dashed var(--accent);
      }
      /* The page around it stays readable. */
      div {
        max-width: min(34rem, 100%);
        max-height: 100%;
        overflow: auto;
        padding: var(--space-4) var(--space-5);
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      strong {
        color: var(--accent);
        font-size: var(--text-l);
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: var(--space-2) var(--space-4);
        margin-top: var(--space-3);
        font-size: var(--text-m);
      }
      dt {
        font-weight: 600;
      }
      @media (max-width: 30rem) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd {
          margin-bottom: var(--space-2);
        }
      }
    `,
  ];
  store = new StoreController(this, []);

  render() {
    const words = text().shell.drop;
    return html`<div aria-hidden="true">
      <strong>${words.what}</strong>
      <dl>
        ${KINDS.map(
          (kind) =>
            html`<dt>${words.kinds[kind].name}</dt>
              <dd class="soft">${words.kinds[kind].then}</dd>`,
        )}
      </dl>
    </div>`;
  }
}

customElements.define('drop-hint', DropHint);
