import { LitElement, html, nothing } from 'lit';
import { styleMap } from './style-map.js';
import { formatPercent } from '../app/format.js';
import { text } from '../app/i18n.js';
import { isRejected } from '../app/intake.js';
import { className } from '../app/names.js';
import { StoreController } from '../app/store.js';
import { TOP } from '../constants.js';
import { shared } from '../styles/shared.js';
import { predictionBarStyles } from './prediction-bars.styles.js';

/** @import { Classification, Prediction } from 'densenet-web' */

/**
 * The most probable classes as bars.
 *
 * @fires {CustomEvent<number>} choose a class's index, if classes can be chosen.
 */
class PredictionBars extends LitElement {
  static properties = {
    classification: { attribute: false },
    chosen: { type: Number },
    choosable: { type: Boolean },
  };
  static styles = [shared, predictionBarStyles];
  store = new StoreController(this, ['network']);

  constructor() {
    super();
    /** @type {Classification | null} */
    this.classification = null;
    /** The class that explanations are about. @type {number | null} */
    this.chosen = null;
    this.choosable = false;
  }

  /** @param {Prediction | null} prediction */
  #label(prediction) {
    const label = html`<bdi>${prediction ? className(prediction.label) : '–'}</bdi>`;
    if (!prediction || !this.choosable) return label;
    return html`<button
      class="link"
      aria-pressed=${prediction.index === this.chosen ? 'true' : 'false'}
      title=${text().components.explainClass}
      @click=${() => this.dispatchEvent(new CustomEvent('choose', { detail: prediction.index }))}
    >
      ${label}
    </button>`;
  }

  /** @param {Prediction | null} prediction @param {number} rank */
  #row(prediction, rank) {
    const share = prediction?.probability ?? 0;
    return html`<li class=${rank === 0 ? 'first' : ''}>
      <span class="label">${this.#label(prediction)}</span>
      <span class="number">${prediction ? formatPercent(share) : nothing}</span>
      <span class="track" aria-hidden="true"
        ><span class="bar" style=${styleMap({ transform: `scaleX(${share})` })}></span
      ></span>
    </li>`;
  }

  render() {
    const words = text().classify;
    const predictions = this.classification?.predictions ?? [];
    const expected = Math.min(TOP, this.store.state.network?.labels.length ?? TOP);
    const rows = predictions.length > 0 ? predictions : Array(expected).fill(null);
    const rejected = isRejected(this.classification);
    return html`<ol
      aria-label=${rejected ? words.nearestClasses : words.mostProbable(rows.length)}
      aria-busy=${predictions.length > 0 ? 'false' : 'true'}
      ?data-rejected=${rejected}
    >
      ${rows.map((prediction, rank) => this.#row(prediction, rank))}
    </ol>`;
  }
}

customElements.define('prediction-bars', PredictionBars);
