import { LitElement, css, html, nothing } from 'lit';
import { sourceOfMaker } from '../../app/connections.js';
import { CutExtents } from '../../app/cut-edits.js';
import { switchChannel } from '../../app/cuts.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';

/** Cuts one channel of a layer's output, or restores it. */
class ChannelCut extends LitElement {
  static properties = { layer: {}, channel: { type: Number } };
  static styles = [
    shared,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
      }
    `,
  ];
  store = new StoreController(this, ['plan', 'cuts']);

  constructor() {
    super();
    this.layer = '';
    this.channel = 0;
  }

  render() {
    const words = text().cuts.layer;
    const { plan, cuts } = this.store.state;
    if (!plan || !sourceOfMaker(plan, this.layer)) return nothing;
    const extent = new CutExtents(cuts).output(this.layer);
    const isCut = extent === 'all' || extent?.has(this.channel);
    return html`<div>
      ${
        extent === 'all'
          ? nothing
          : html`<button @click=${() => switchChannel(this.layer, this.channel)}>
              ${isCut ? words.restoreChannel : words.channel}
            </button>`
      }
      <span class="small" role="status">${isCut ? words.channelCut : ''}</span>
    </div>`;
  }
}

customElements.define('channel-cut', ChannelCut);
