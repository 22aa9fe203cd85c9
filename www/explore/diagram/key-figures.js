import { LitElement, css, html, nothing } from 'lit';
import { formatBytes, formatCount, formatInteger, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { networkName } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';

/** @import { Explored } from '../choice/plans.js' */

/** The network's costs at a glance. */
class KeyFigures extends LitElement {
  static properties = { explored: { attribute: false } };
  static styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(7.4rem, auto));
        gap: var(--space-3) var(--space-4);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      .figure {
        font-size: 1.4rem;
        font-weight: 640;
        line-height: 1.25;
        letter-spacing: -0.01em;
        font-variant-numeric: tabular-nums;
      }
      @media (max-width: 40rem) {
        dl {
          grid-template-columns: 1fr 1fr;
          gap: var(--space-2) var(--space-3);
        }
        .figure {
          font-size: var(--text-l);
        }
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Explored | null} */
    this.explored = null;
  }

  /** @param {string} name @param {string} value @param {string | typeof nothing} [note] */
  #figure(name, value, note = nothing) {
    return html`<div>
      <dt>${name}</dt>
      <dd class="figure">${value}</dd>
      ${note === nothing ? nothing : html`<dd class="small soft">${note}</dd>`}
    </div>`;
  }

  render() {
    if (!this.explored) return nothing;
    const words = text().explore.figures;
    const { net, base, plan } = this.explored;
    const times = (/** @type {number} */ now, /** @type {number} */ then) =>
      now === then ? nothing : words.times(formatRatio(now / then), networkName(net));
    return html`<dl>
      ${this.#figure(words.parameters, formatInteger(plan.parameters), times(plan.parameters, base.parameters))}
      ${this.#figure(words.macs, formatCount(plan.macs), times(plan.macs, base.macs))}
      ${this.#figure(words.depth, formatInteger(plan.depth))}
      ${this.#figure(
        words.features,
        formatBytes(plan.memory.zeroCopyBytes),
        times(plan.memory.zeroCopyBytes, base.memory.zeroCopyBytes),
      )}
      ${this.#figure(words.weights, formatBytes(plan.weightBytes))}
    </dl>`;
  }
}

customElements.define('key-figures', KeyFigures);
