import { LitElement, html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatInteger, formatPercent } from '../app/format.js';
import { text } from '../app/i18n.js';
import { className } from '../app/names.js';
import { href } from '../app/router.js';
import { reload, run } from '../app/session.js';
import { StoreController } from '../app/store.js';
import { FEW_CLASSES, TOP, UNSURE } from '../constants.js';
import { shared } from '../styles/shared.js';
import { predictionStyles } from './prediction-list.styles.js';

/** @import { Classification, Prediction } from 'densenet-web' */

/** The five most probable classes as bars, and how reliable they are. */
class PredictionList extends LitElement {
  static properties = { classification: { attribute: false }, live: { type: Boolean } };
  static styles = [shared, predictionStyles];
  store = new StoreController(this, ['network', 'result', 'busy', 'picture']);

  constructor() {
    super();
    /** @type {Classification | null} */
    this.classification = null;
    this.live = false;
  }

  /** @param {Prediction | null} prediction @param {number} rank */
  #row(prediction, rank) {
    const share = prediction?.probability ?? 0;
    return html`<li class=${rank === 0 ? 'first' : ''}>
      <span class="label">${prediction ? className(prediction.label) : '–'}</span>
      <span class="number">${prediction ? formatPercent(share) : ''}</span>
      <span class="track" aria-hidden="true"
        ><span class="bar" style=${styleMap({ transform: `scaleX(${share})` })}></span
      ></span>
    </li>`;
  }

  /** The sample's true class. @param {Prediction} first */
  #truth(first) {
    const words = text().classify;
    const { result, network } = this.store.state;
    const truth = this.live ? null : result?.picture.truth;
    if (!truth) return nothing;
    const known = network?.labels.includes(truth);
    const right = first.label === truth;
    return html`<p class="truth" data-right=${known ? String(right) : 'unknown'}>
      ${words.yourTruth(className(truth))}
      ${known ? html`<strong>${right ? words.right : words.wrong(className(first.label))}</strong>` : words.otherClasses}
    </p>`;
  }

  #hints() {
    const words = text().classify;
    const { network } = this.store.state;
    const first = this.classification?.predictions[0];
    const labels = network?.labels ?? [];
    const separator = this.store.state.language === 'zh' ? '、' : ', ';
    return html`${
      first && first.probability < UNSURE
        ? html`<p class="hint unsure"><strong>${words.unsure}</strong> ${words.unsureWhy}</p>`
        : nothing
    }
    ${
      labels.length > 0
        ? html`<p class="hint small soft">
            ${
              labels.length <= FEW_CLASSES
                ? words.few(labels.length, labels.map(className).join(separator))
                : words.many(formatInteger(labels.length))
            }
          </p>`
        : nothing
    }`;
  }

  #announcement() {
    const first = this.classification?.predictions[0];
    return first && !this.live ? `${className(first.label)}, ${formatPercent(first.probability)}` : '';
  }

  #missing() {
    const { network, busy, picture } = this.store.state;
    if (!network && !busy) {
      const words = text().shell;
      return html`<p class="row hint">${words.noNetwork} <button @click=${reload}>${words.load}</button></p>`;
    }
    if (picture && !busy) {
      const words = text().classify;
      return html`<p class="row hint">${words.notRun} <button @click=${run}>${words.runNow}</button></p>`;
    }
    return picture ? html`<p class="hint soft small">${text().classify.waiting}</p>` : nothing;
  }

  render() {
    const words = text().classify;
    const predictions = this.classification?.predictions ?? [];
    const [first] = predictions;
    const rows = predictions.length > 0 ? predictions : Array(TOP).fill(null);
    return html`
      <p role="status" class="visually-hidden">${this.#announcement()}</p>
      <ol aria-label=${words.topFive} aria-busy=${first ? 'false' : 'true'}>
        ${rows.map((prediction, rank) => this.#row(prediction, rank))}
      </ol>
      ${first ? this.#truth(first) : this.#missing()} ${this.#hints()}
      ${
        first && !this.live
          ? html`<p class="hint"><a href=${href({ view: 'growth' })}>${words.seeLayers}</a></p>`
          : nothing
      }
    `;
  }
}

customElements.define('prediction-list', PredictionList);
