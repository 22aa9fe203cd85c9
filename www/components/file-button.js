import { LitElement, css, html } from 'lit';
import { shared } from '../styles/shared.js';

/**
 * A button that lets the visitor choose files.
 *
 * @fires {CustomEvent<File[]>} files
 */
class FileButton extends LitElement {
  static properties = {
    label: {},
    accept: {},
    hint: {},
    multiple: { type: Boolean },
    primary: { type: Boolean },
  };
  static styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      label {
        position: relative;
        width: 100%;
      }
      label:has(:focus-visible) {
        outline: 2.5px solid var(--focus);
        outline-offset: 2px;
      }
    `,
  ];

  constructor() {
    super();
    this.label = '';
    this.accept = '';
    this.hint = '';
    this.multiple = false;
    this.primary = false;
  }

  /** @param {Event} event */
  #choose(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(input.files ?? [])];
    // Allows choosing the same file again.
    input.value = '';
    if (files.length > 0) this.dispatchEvent(new CustomEvent('files', { detail: files }));
  }

  render() {
    return html`<label class="button ${this.primary ? 'primary' : ''}" title=${this.hint}>
      ${this.label}
      <input
        type="file"
        class="visually-hidden"
        accept=${this.accept}
        ?multiple=${this.multiple}
        @change=${this.#choose}
      />
    </label>`;
  }
}

customElements.define('file-button', FileButton);
