import { LitElement, css, html } from 'lit';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import './reuse-map.js';
import { ReuseReader } from './reuse-reader.js';

/** The maximum width of a block's heat map. */
const WIDEST = 460;

/** The paper's figure 5 for the loaded weights: one heat map per block. */
class FeatureReuse extends LitElement {
  static properties = { selected: {} };
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
  #size = new WidthController(this);

  constructor() {
    super();
    this.selected = '';
  }

  render() {
    const { blocks } = this.reuse;
    if (!blocks || !this.#size.width) return html`<p class="soft">${text().growth.maps.reading}</p>`;
    return html`<div class="maps">
      ${blocks.map(
        (block) =>
          html`<reuse-map
            .block=${block}
            .selected=${this.selected}
            .room=${Math.min(this.#size.width, WIDEST)}
          ></reuse-map>`,
      )}
    </div>`;
  }
}

customElements.define('feature-reuse', FeatureReuse);
