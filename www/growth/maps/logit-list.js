import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatValue } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { className } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { LOGITS } from '../constants.js';

/** @import { FeatureMaps } from 'densenet-web' */

/** The classifier's output: one logit per class, largest first. */
class LogitList extends LitElement {
  static properties = { maps: { attribute: false } };
  static styles = [
    shared,
    css`
      ol {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr) max-content;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        padding: 0;
        list-style: none;
      }
      li {
        display: contents;
      }
      .track {
        position: relative;
        height: 0.8rem;
        border-radius: 3px;
        background: var(--track);
      }
      .bar {
        position: absolute;
        top: 0;
        bottom: 0;
        border-radius: 3px;
        background: var(--bar);
      }
      .label {
        max-width: 14rem;
        overflow-wrap: anywhere;
      }
    `,
  ];
  store = new StoreController(this, ['network']);

  constructor() {
    super();
    /** @type {FeatureMaps | null} */
    this.maps = null;
  }

  render() {
    const { network } = this.store.state;
    if (!this.maps || !network) return nothing;
    const logits = Array.from(this.maps.data, (value, index) => ({
      value,
      label: network.labels[index],
    }));
    const first = logits.sort((a, b) => b.value - a.value).slice(0, LOGITS);
    const high = Math.max(0, ...first.map(({ value }) => value));
    const low = Math.min(0, ...first.map(({ value }) => value));
    const place = (/** @type {number} */ value) => (100 * (value - low)) / (high - low || 1);
    return html`<ol aria-label=${text().growth.maps.logits(logits.length)}>
      ${first.map(
        ({ value, label }) =>
          html`<li>
            <span class="label">${className(label)}</span>
            <span class="track" aria-hidden="true"
              ><span
                class="bar"
                style=${styleMap({
                  left: `${Math.min(place(0), place(value))}%`,
                  width: `${Math.abs(place(value) - place(0))}%`,
                })}
              ></span
            ></span>
            <span class="number">${formatValue(value)}</span>
          </li>`,
      )}
    </ol>`;
  }
}

customElements.define('logit-list', LogitList);
