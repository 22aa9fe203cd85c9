import { LitElement, css, html } from 'lit';
import { shared } from '../../styles/shared.js';

/**
 * A number with a slider and a field. The field accepts values beyond the slider's range.
 *
 * @fires {CustomEvent<number>} pick also for every intermediate value.
 */
class NumberSlider extends LitElement {
  static properties = {
    label: {},
    symbol: {},
    value: { type: Number },
    range: { attribute: false },
    wrong: { type: Boolean },
  };
  static styles = [
    shared,
    css`
      .line {
        display: grid;
        grid-template-columns: minmax(0, 8.4rem) minmax(3rem, 1fr) 4.4rem;
        align-items: center;
        gap: 0 var(--space-3);
      }
      .name {
        font-size: var(--text-s);
        line-height: 1.2;
      }
      .symbol {
        color: var(--ink-soft);
        font-family: var(--mono);
        overflow-wrap: anywhere;
      }
      input[type='number'] {
        grid-area: 1 / 3;
        min-width: 0;
        width: 100%;
        min-height: 2rem;
        padding: 0 0 0 var(--space-2);
        font-variant-numeric: tabular-nums;
      }
      input[aria-invalid='true'] {
        border-color: var(--bad);
        box-shadow: 0 0 0 1px var(--bad);
      }
      input[type='range'] {
        grid-area: 1 / 2;
        width: 100%;
        height: 2rem;
        margin: 0;
        accent-color: var(--accent);
        cursor: pointer;
      }
    `,
  ];

  /** The field's content while the visitor is typing. @type {string | null} */
  #typed = null;

  constructor() {
    super();
    this.label = '';
    this.symbol = '';
    this.value = 0;
    /** @type {readonly [number, number, number]} */
    this.range = [0, 1, 1];
    this.wrong = false;
  }

  /** @param {Event} event @param {boolean} done */
  #pick(event, done) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.type === 'number') {
      this.#typed = done ? null : input.value;
      this.requestUpdate();
    }
    if (!Number.isFinite(input.valueAsNumber)) return;
    this.dispatchEvent(new CustomEvent('pick', { detail: input.valueAsNumber }));
  }

  #leave() {
    this.#typed = null;
    this.requestUpdate();
  }

  render() {
    const [min, max, step] = this.range;
    return html`<div class="line">
      <span class="name" aria-hidden="true"> ${this.label} <span class="symbol">${this.symbol}</span> </span>
      <input
        type="number"
        aria-label=${this.label}
        aria-invalid=${this.wrong ? 'true' : 'false'}
        step=${step}
        .value=${this.#typed ?? String(this.value)}
        @input=${(/** @type {Event} */ event) => this.#pick(event, false)}
        @change=${(/** @type {Event} */ event) => this.#pick(event, true)}
        @blur=${this.#leave}
      />
      <input
        type="range"
        aria-label=${this.label}
        min=${min}
        max=${max}
        step=${step}
        .value=${String(this.value)}
        @input=${(/** @type {Event} */ event) => this.#pick(event, false)}
        @change=${(/** @type {Event} */ event) => this.#pick(event, true)}
      />
    </div>`;
  }
}

customElements.define('number-slider', NumberSlider);
