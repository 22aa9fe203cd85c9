import { LitElement, css, html, nothing } from 'lit';
import { isOnlyPredecessor, CutExtents } from '../../app/cut-edits.js';
import { restoreAll, switchConnection, switchOnlyPredecessor } from '../../app/cuts.js';
import { formatPercent } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { className } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import { wholeAnswer } from '../../app/whole-answers.js';
import { shared } from '../../styles/shared.js';

/** @import { Classification, Plan } from 'densenet-web' */
/** @import { Situation } from './steps.js' */

/** Cuts a connection, or all but the chain, restores them, and says what that does to the prediction. */
class StoryCuts extends LitElement {
  static properties = { plan: { attribute: false }, cut: { attribute: false } };
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
        min-height: 2.25rem;
        padding: 0 var(--space-3);
        font-size: 0.875rem;
      }
      button[aria-pressed='true'] {
        border-style: dashed;
        background: var(--warn-soft);
      }
    `,
  ];
  store = new StoreController(this, ['cuts', 'result', 'busy']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Situation['cut']} */
    this.cut = null;
  }

  #outcome() {
    const words = text().story.cuts;
    const { result, busy, cuts } = this.store.state;
    if (busy) return words.computing;
    if (!result?.classification) return words.noPrediction;
    const answer = (/** @type {Classification} */ { predictions: [first] }) =>
      words.answer(className(first.label), formatPercent(first.probability));
    const whole = wholeAnswer(result);
    const now = answer(result.classification);
    if (cuts.length === 0) return words.whole(now);
    if (!whole) return words.cut(now);
    return words.changed(answer(whole), now);
  }

  render() {
    const words = text().story.cuts;
    const { plan, cut } = this;
    const { cuts } = this.store.state;
    if (!plan || !cut) return nothing;
    const { reader, from } = cut;
    const source = reader.sources.find((one) => one.from === from);
    const isCut = !!source && new CutExtents(cuts).connection(reader.layer, source) === 'all';
    return html`<div class="row">
        <button aria-pressed=${String(isCut)} @click=${() => switchConnection(reader.layer, from)}>
          ${words.one}
        </button>
        <button aria-pressed=${String(isOnlyPredecessor(plan, cuts))} @click=${switchOnlyPredecessor}>
          ${words.chain}
        </button>
        <button ?disabled=${cuts.length === 0} @click=${restoreAll}>${words.restore}</button>
      </div>
      <p class="outcome number" role="status">${this.#outcome()}</p>`;
  }
}

customElements.define('story-cuts', StoryCuts);
