import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** What DenseNet does differently, in two lines. */
class GrowthHeadline extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-1) var(--space-5);
      }
      h2 {
        font-size: clamp(1.3rem, 1rem + 0.75vw, 1.75rem);
        line-height: 1.2;
      }
      p {
        flex: 1 1 18rem;
        max-width: 56rem;
        color: var(--ink-soft);
        font-size: var(--text-m);
        line-height: 1.4;
      }
      h2:focus-visible {
        outline: none;
      }
    `,
  ];
  store = new StoreController(this, []);

  render() {
    const { heading, lede } = text().growth;
    return html`<h2 id="heading">${heading}</h2>
      <p>${lede}</p>
      <slot></slot>`;
  }
}

customElements.define('growth-headline', GrowthHeadline);
