import { LitElement, html, nothing } from 'lit';
import { formatPercent } from '../app/format.js';
import { text } from '../app/i18n.js';
import { activationOf, hasClassifier, isIndependent, isRejected } from '../app/intake.js';
import { className } from '../app/names.js';
import { href } from '../app/router.js';
import { run } from '../app/runs.js';
import { reload } from '../app/session.js';
import { store, StoreController } from '../app/store.js';
import { UNSURE } from '../constants.js';
import '../components/prediction-bars.js';
import { shared } from '../styles/shared.js';
import './known-classes.js';
import { predictionStyles } from './prediction-list.styles.js';

/** @import { Classification, Prediction } from 'densenet-web' */

/** The most probable classes as bars, and how reliable they are. */
class PredictionList extends LitElement {
  static properties = { classification: { attribute: false }, live: { type: Boolean } };
  static styles = [shared, predictionStyles];
  store = new StoreController(this, ['network', 'facts', 'result', 'busy', 'picture', 'cutText']);

  constructor() {
    super();
    /** @type {Classification | null} */
    this.classification = null;
    this.live = false;
  }

  get #rejected() {
    return isRejected(this.classification);
  }

  /** That the picture shows none of the network's classes, and how it knows. */
  #none() {
    if (!this.#rejected) return nothing;
    const words = text().classify;
    return html`<div class="none">
      <p><strong>${text().components.rejected.none}</strong></p>
      <p class="small">
        ${words.rejectedWhy}
        <button class="link" @click=${() => store.set({ intake: 'threshold' })}>${words.thresholdWhy}</button>
      </p>
    </div>`;
  }

  /** The sample's true class. @param {Prediction} first */
  #truth(first) {
    const words = text().classify;
    const { result, network } = this.store.state;
    const truth = this.live ? null : result?.picture.truth;
    if (!truth) return nothing;
    const known = network?.labels.includes(truth);
    const right = first.label === truth && !this.#rejected;
    const verdict = this.#rejected
      ? words.wronglyRejected
      : right
        ? words.right
        : words.wrong(className(first.label));
    return html`<p class="truth" data-right=${known ? String(right) : 'unknown'}>
      ${words.yourTruth(className(truth))} ${known ? html`<strong>${verdict}</strong>` : words.otherClasses}
    </p>`;
  }

  #hints() {
    const words = text().classify;
    const { network } = this.store.state;
    const first = this.classification?.predictions[0];
    const unsure = first && !this.#rejected && !isIndependent(network) && first.probability < UNSURE;
    return html`${
        unsure
          ? html`<p class="hint unsure"><strong>${words.unsure}</strong> ${words.unsureWhy}</p>`
          : nothing
      }<known-classes></known-classes>`;
  }

  #announcement() {
    const first = this.classification?.predictions[0];
    if (!first || this.live) return '';
    if (this.#rejected) return text().components.rejected.none;
    return `${className(first.label)}, ${formatPercent(first.probability)}`;
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

  #growth() {
    return html`<p class="hint"><a href=${href({ view: 'growth' })}>${text().classify.seeLayers}</a></p>`;
  }

  render() {
    const words = text().classify;
    const { network } = this.store.state;
    if (network && !hasClassifier(network))
      return html`<p>${words.noClassifier}</p>
        ${this.#growth()}`;
    const first = this.classification?.predictions[0];
    const kind = activationOf(network);
    return html`
      <p role="status" class="visually-hidden">${this.#announcement()}</p>
      ${this.#none()}
      ${kind === 'softmax' ? nothing : html`<p class="independent small soft">${words.independent[kind]}</p>`}
      <prediction-bars .classification=${this.classification}></prediction-bars>
      ${first ? this.#truth(first) : this.#missing()} ${this.#hints()}
      ${first && !this.live ? this.#growth() : nothing}
    `;
  }
}

customElements.define('prediction-list', PredictionList);
