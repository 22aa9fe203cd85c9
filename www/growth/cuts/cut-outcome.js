import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatPercent } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { className } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import { wholeAnswer } from '../../app/whole-answers.js';
import { shared } from '../../styles/shared.js';

/** @import { Classification, Prediction } from 'densenet-web' */

/** How many classes are listed. */
const CLASSES = 3;

/** What the network answers: cut, and whole. */
class CutOutcome extends LitElement {
  static styles = [
    shared,
    css`
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-6);
      }
      .answer {
        flex: 0 1 22rem;
        min-width: min(16rem, 100%);
      }
      ol {
        display: grid;
        gap: var(--space-1);
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 7rem) minmax(0, 1fr) 4rem;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--text-s);
      }
      bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      li:first-child bdi {
        font-weight: 650;
      }
      .track {
        height: 0.55rem;
        border-radius: 3px;
        background: var(--track);
      }
      .bar {
        height: 100%;
        min-width: 2px;
        border-radius: 3px;
        background: var(--bar);
      }
      .whole .bar {
        background: var(--bar-rest);
      }
      li span {
        text-align: end;
      }
    `,
  ];
  store = new StoreController(this, ['result']);

  /** @param {Prediction} prediction */
  #line({ label, probability }) {
    return html`<li>
      <bdi>${className(label)}</bdi>
      <div class="track" aria-hidden="true">
        <div class="bar" style=${styleMap({ width: `${100 * probability}%` })}></div>
      </div>
      <span class="number">${formatPercent(probability)}</span>
    </li>`;
  }

  /** @param {string} name @param {Classification} classification @param {'now' | 'whole'} which */
  #answer(name, { predictions }, which) {
    return html`<div class="answer ${which}">
      <p class="small soft">${name}</p>
      <ol aria-label=${name}>
        ${predictions.slice(0, CLASSES).map((prediction) => this.#line(prediction))}
      </ol>
    </div>`;
  }

  render() {
    const words = text().cuts.outcome;
    const { result } = this.store.state;
    if (!result?.classification) return nothing;
    const isCut = result.cuts.length > 0;
    const whole = isCut ? wholeAnswer(result) : null;
    return html`<div class="answers" role="group" aria-label=${words.label}>
      ${this.#answer(isCut ? words.cut : words.whole, result.classification, 'now')}
      ${whole ? this.#answer(words.whole, whole, 'whole') : nothing}
      ${isCut && !whole ? html`<p class="small soft answer">${words.unknown}</p>` : nothing}
    </div>`;
  }
}

customElements.define('cut-outcome', CutOutcome);
