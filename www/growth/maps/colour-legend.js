import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatValue } from '../../app/format.js';
import { shared } from '../../styles/shared.js';
import { ends, gradient, zeroOf } from './colour-maps.js';

/** @import { Range, Scheme } from './colour-maps.js' */

/** A colour map with its range and a mark at zero. */
class ColourLegend extends LitElement {
  static properties = {
    range: { attribute: false },
    scheme: {},
    label: {},
    low: {},
    high: {},
  };
  static styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 10rem;
        max-width: 20rem;
        font-size: var(--text-s);
      }
      .strip {
        position: relative;
        height: 0.7rem;
        border-radius: 3px;
        margin-bottom: 0.35rem;
      }
      i {
        position: absolute;
        top: -3px;
        bottom: -5px;
        width: 2px;
        margin-left: -1px;
        background: var(--ink);
        box-shadow: 0 0 0 1px var(--surface);
      }
      .ends {
        position: relative;
        display: flex;
        justify-content: space-between;
      }
      .zero {
        position: absolute;
        transform: translateX(-50%);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Range | null} null: each map has its own. */
    this.range = null;
    /** @type {Scheme} */
    this.scheme = 'viridis';
    this.label = '';
    /** Texts instead of the numbers at the ends. */
    this.low = '';
    this.high = '';
  }

  render() {
    const { range, scheme, label } = this;
    const own = { low: -1, high: 1 };
    const zero = range || scheme === 'diverging' ? zeroOf(range ?? own, scheme) : null;
    const { low, high } = ends(range ?? own, scheme);
    // The label at zero must not cover those at the ends.
    const room = zero !== null && zero > 0.22 && zero < 0.78;
    return html`<div>
      ${label ? html`<div class="soft">${label}</div>` : nothing}
      <div class="strip" style=${styleMap({ background: gradient(scheme) })}>
        ${zero === null ? nothing : html`<i style=${styleMap({ left: `${100 * zero}%` })}></i>`}
      </div>
      <div class="ends number">
        <span>${this.low || formatValue(low)}</span>
        ${room ? html`<span class="zero" style=${styleMap({ left: `${100 * zero}%` })}>0</span>` : nothing}
        <span>${this.high || formatValue(high)}</span>
      </div>
    </div>`;
  }
}

customElements.define('colour-legend', ColourLegend);
