import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** What can be dropped, over the whole page while something is dragged across it. */
class DropHint extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset: 0;
        z-index: 20;
        padding: var(--space-4);
        /* base.css sets it while something is dragged over the page. */
        visibility: var(--dropping, hidden);
        pointer-events: none;
      }
      div {
        display: grid;
        align-content: center;
        justify-items: center;
        gap: var(--space-3);
        height: 100%;
        padding: var(--space-4);
        border: 2px dashed var(--accent);
        border-radius: var(--radius);
        background: color-mix(in oklab, var(--surface) 92%, transparent);
        text-align: center;
      }
      strong {
        max-width: var(--measure);
        color: var(--accent);
        font-size: var(--text-xl);
        line-height: 1.3;
        text-wrap: balance;
      }
      p {
        max-width: 32rem;
      }
    `,
  ];
  store = new StoreController(this, []);

  render() {
    const words = text().shell.drop;
    return html`<div aria-hidden="true">
      <strong>${words.what}</strong>
      <p class="soft">${words.together}</p>
    </div>`;
  }
}

customElements.define('drop-hint', DropHint);
