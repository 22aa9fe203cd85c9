import { LitElement, css, html, nothing } from 'lit';
import { isOnlyPredecessor } from '../../app/cut-edits.js';
import { restoreAll, switchOnlyPredecessor, undoCut } from '../../app/cuts.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import '../../components/radio-row.js';
import { shared } from '../../styles/shared.js';
import { changeView, viewSettings } from '../view-settings.js';
import { TOOLS } from './targets.js';

/** @import { Tool } from './targets.js' */

/** What a click does in the diagram and in the heat maps, and buttons for all cuts at once. */
class CutTools extends LitElement {
  static properties = { brief: { type: Boolean } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }
      .row {
        gap: var(--space-2);
      }
      button {
        min-height: 2.1rem;
        padding: 0 var(--space-2);
        font-size: var(--text-s);
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
      }
      p {
        max-width: 60rem;
      }
    `,
  ];
  store = new StoreController(this, ['params', 'cuts', 'undoableCuts', 'plan']);

  constructor() {
    super();
    /** Without the explanation. */
    this.brief = false;
  }

  render() {
    const words = text().cuts;
    const { tools } = words;
    const { cuts, undoableCuts, plan } = this.store.state;
    const { tool } = viewSettings();
    const chain = plan !== null && isOnlyPredecessor(plan, cuts);
    return html`<div class="row">
        <radio-row
          .label=${tools.label}
          .options=${TOOLS.map((value) => ({ value, label: tools[value] }))}
          .value=${tool}
          @change=${(/** @type {CustomEvent<Tool>} */ event) => changeView({ tool: event.detail })}
        ></radio-row>
        <button
          aria-pressed=${chain ? 'true' : 'false'}
          title=${tools.chainHint}
          @click=${switchOnlyPredecessor}
        >
          ${tools.chain}
        </button>
        <button ?disabled=${undoableCuts.length === 0} title=${tools.undoHint} @click=${undoCut}>
          ${words.undo}
        </button>
        <button ?disabled=${cuts.length === 0} @click=${restoreAll}>${words.restore}</button>
      </div>
      ${
        this.brief
          ? nothing
          : html`<p class="small soft">${tools.help[tool]} ${tool === 'select' ? '' : tools.kept}</p>`
      }`;
  }
}

customElements.define('cut-tools', CutTools);
