import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../styles/shared.js';

/** @typedef {{ value: string, label: string, note?: string }} Option `note` is hidden in small spaces. */

/**
 * A row of radio buttons, drawn as one control.
 *
 * @fires {CustomEvent<string>} change
 */
class RadioRow extends LitElement {
  static properties = { label: {}, options: { attribute: false }, value: {} };
  static styles = [
    shared,
    css`
      fieldset {
        display: inline-flex;
        margin: 0;
        padding: 2px;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--surface);
      }
      label {
        position: relative;
        padding: 0 0.65rem;
        border-radius: 4px;
        font-size: var(--text-s);
        line-height: 2rem;
        cursor: pointer;
        white-space: nowrap;
      }
      @media (max-width: 30rem) {
        label {
          padding: 0 0.45rem;
        }
        .note {
          display: none;
        }
      }
      label:hover {
        background: var(--sunken);
      }
      label:has(:checked) {
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 600;
      }
      label:has(:focus-visible) {
        outline: 2.5px solid var(--focus);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    /** @type {readonly Option[]} */
    this.options = [];
    this.value = '';
  }

  /** @param {string} value */
  #choose(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }

  render() {
    return html`<fieldset>
      <legend class="visually-hidden">${this.label}</legend>
      ${this.options.map(
        ({ value, label, note }) =>
          html`<label>
            <input
              type="radio"
              name="choice"
              value=${value}
              .checked=${value === this.value}
              @change=${() => this.#choose(value)}
            />${label}${note ? html`<span class="note">${note}</span>` : nothing}
          </label>`,
      )}
    </fieldset>`;
  }
}

customElements.define('radio-row', RadioRow);
