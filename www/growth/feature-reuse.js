import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import './reuse-map.js';
import { ReuseReader } from './reuse-reader.js';

/** The widest that a block's heat map may become. */
const WIDEST = 460;

/** The paper's figure 5 for the loaded weights, a heat map a block. */
export class FeatureReuse extends LitElement {
  static properties = { selected: {}, width: { state: true } };
  static styles = [
    shared,
    css`
      .maps {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--space-5) var(--space-6);
      }
    `,
  ];
  store = new StoreController(this, ['network']);
  reuse = new ReuseReader(this);
  #observer = new ResizeObserver(([entry]) => (this.width = Math.round(entry?.contentRect.width ?? 0)));

  constructor() {
    super();
    this.selected = '';
    this.width = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  render() {
    const { blocks } = this.reuse;
    if (!blocks || !this.width) return html`<p class="soft">${text().growth.maps.reading}</p>`;
    return html`<div class="maps">
      ${blocks.map(
        (block) =>
          html`<reuse-map
            .block=${block}
            .selected=${this.selected}
            .room=${Math.min(this.width, WIDEST)}
          ></reuse-map>`,
      )}
    </div>`;
  }
}

customElements.define('feature-reuse', FeatureReuse);
