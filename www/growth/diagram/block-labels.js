import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { LABELS } from '../constants.js';
import { cssColourOf } from '../staircase-colours.js';

/** @import { BlockSpan, Layout } from './layout.js' */

/**
 * The blocks' names below their columns. Clicking one folds or unfolds the block.
 *
 * @fires {CustomEvent<number>} fold
 */
class BlockLabels extends LitElement {
  static properties = { layout: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        position: relative;
        height: 2.9rem;
      }
      div {
        position: absolute;
        top: 0;
        padding: 0 3px;
      }
      button {
        display: block;
        width: 100%;
        min-height: 0;
        padding: 3px 4px 2px;
        border: 0;
        border-top: 3px solid var(--of-block);
        border-radius: 0 0 var(--radius-s) var(--radius-s);
        background: none;
        font-size: var(--text-s);
        line-height: 1.3;
        text-align: start;
      }
      button:hover {
        background: var(--sunken);
      }
      span {
        display: block;
        white-space: nowrap;
      }
      .soft {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .soft {
        font-weight: 400;
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Layout | null} */
    this.layout = null;
  }

  /** @param {BlockSpan} span */
  #block({ block, layers, x, width, folded }) {
    const words = text().growth;
    const { height = 0, width: wide = 0 } =
      this.layout?.columns.find(({ step }) => step.layer.block === block)?.step.layer ?? {};
    const colour = cssColourOf({ kind: 'layer', name: null, block, index: 1, of: 1, channels: 0 });
    // The narrowest block decides, so that all are named in the same way.
    const room = Math.min(width, ...(this.layout?.blocks ?? []).map((one) => one.width));
    const name =
      room >= LABELS.full ? words.block(block) : room >= LABELS.short ? words.shortBlock(block) : block;
    return html`<div style=${styleMap({ left: `${x}px`, width: `${width}px` })}>
      <button
        data-printed
        aria-expanded=${folded ? 'false' : 'true'}
        aria-label=${`${words.block(block)}, ${words.blockFacts(layers, height, wide)}`}
        title=${folded ? words.unfold(block) : words.fold(block)}
        style=${styleMap({ '--of-block': colour })}
        @click=${() => this.dispatchEvent(new CustomEvent('fold', { detail: block }))}
      >
        <span>${name}</span>
        <span class="soft">
          ${width >= LABELS.full ? words.blockFacts(layers, height, wide) : width >= LABELS.short ? `${height} × ${wide}` : nothing}
        </span>
      </button>
    </div>`;
  }

  render() {
    return this.layout?.blocks.map((span) => this.#block(span)) ?? nothing;
  }
}

customElements.define('block-labels', BlockLabels);
