import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from './style-map.js';
import { formatBytes } from '../app/format.js';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** @import { FeatureMemory as Memory } from 'densenet-web' */

/** The memory for the dense blocks' features: with one buffer per block, and with concatenation. */
class FeatureMemory extends LitElement {
  static properties = { memory: { attribute: false } };
  static styles = [
    shared,
    css`
      h4 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--ink-soft);
      }
      dl {
        display: grid;
        gap: var(--space-2);
        font-size: var(--text-s);
      }
      .line {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
      }
      .bar {
        grid-column: 1 / -1;
        height: 0.5rem;
        min-width: 2px;
        border-radius: 2px;
        background: var(--bar-rest);
      }
      .line:first-child .bar {
        background: var(--bar);
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Memory | null} */
    this.memory = null;
  }

  render() {
    if (!this.memory) return nothing;
    const words = text().components.memory;
    const { zeroCopyBytes: own, concatenatedBytes: concatenated, copiedBytes: copied } = this.memory;
    const max = Math.max(own, concatenated, copied, 1);
    /** @type {[string, number][]} */
    const lines = [
      [words.zeroCopy, own],
      [words.concatenated, concatenated],
      [words.copied, copied],
    ];
    return html`<h4>${words.heading}</h4>
      <dl>
        ${lines.map(
          ([name, bytes]) =>
            html`<div class="line">
              <dt>${name}</dt>
              <dd class="number">${formatBytes(bytes)}</dd>
              <dd class="bar" aria-hidden="true" style=${styleMap({ width: `${(100 * bytes) / max}%` })}></dd>
            </div>`,
        )}
      </dl>`;
  }
}

customElements.define('feature-memory', FeatureMemory);
