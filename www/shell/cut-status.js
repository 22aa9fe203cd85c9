import { LitElement, css, html, nothing } from 'lit';
import { restoreAll, undoCut } from '../app/cuts.js';
import { text } from '../app/i18n.js';
import { store, StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** In all views: that the network is cut, so that nobody takes its answers for the whole network's. */
class CutStatus extends LitElement {
  static styles = [
    shared,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) var(--gutter);
        border-top: 1px dashed var(--warn);
        background: var(--warn-soft);
        font-size: var(--text-m);
      }
      .words {
        flex: 1 1 14rem;
        min-width: 0;
      }
      svg {
        width: 1.1rem;
        height: 1.1rem;
        margin-inline-end: var(--space-2);
        vertical-align: -0.2em;
        fill: none;
        stroke: var(--warn);
        stroke-width: 1.6;
      }
      .row {
        flex-wrap: nowrap;
      }
      button {
        min-height: 2.1rem;
      }
      @media screen and (max-width: 40rem) {
        .story {
          display: none;
        }
      }
    `,
  ];
  store = new StoreController(this, ['cuts', 'undoableCuts', 'droppedCuts', 'view', 'story']);

  render() {
    const words = text().cuts;
    const { cuts, undoableCuts, droppedCuts, view, story } = this.store.state;
    // The story's sheet takes the same place on phones, and says it itself.
    const isTold = view === 'growth' && story !== null;
    const message =
      cuts.length > 0 ? words.isCut(cuts.length) : droppedCuts > 0 ? words.dropped(droppedCuts) : '';
    return html`
      <div class="visually-hidden" role="status">${message}</div>
      ${
        message
          ? html`<section class=${isTold ? 'story' : ''} aria-label=${words.status}>
              <span class="words small">
                <svg viewBox="0 0 20 20" aria-hidden="true">
                  <circle cx="4.5" cy="5" r="2.5" />
                  <circle cx="4.5" cy="15" r="2.5" />
                  <path d="M7 6.5 18 14M7 13.5 18 6" />
                </svg>
                ${message}
              </span>
              <span class="row"
                >${
                  cuts.length > 0
                    ? html`<button ?disabled=${undoableCuts.length === 0} @click=${undoCut}>
                          ${words.undo}
                        </button>
                        <button @click=${restoreAll}>${words.restore}</button>`
                    : html`<button @click=${() => store.set({ droppedCuts: 0 })}>${words.dismiss}</button>`
                }</span
              >
            </section>`
          : nothing
      }
    `;
  }
}

customElements.define('cut-status', CutStatus);
