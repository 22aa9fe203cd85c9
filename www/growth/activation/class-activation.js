import { LitElement, html, nothing } from 'lit';
import { formatPercent, formatValue } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { isRejected } from '../../app/intake.js';
import { className } from '../../app/names.js';
import { navigate } from '../../app/router.js';
import { store, StoreController } from '../../app/store.js';
import { tableStyles } from '../../components/table.styles.js';
import { shared } from '../../styles/shared.js';
import { ACTIVATION_OPACITY } from '../constants.js';
import '../maps/colour-legend.js';
import { MapReader } from '../maps/map-reader.js';
import { numberTable } from '../maps/number-table.js';
import { evidenceOf } from './activation-canvas.js';
import { classActivationStyles } from './class-activation.styles.js';

/** @import { ActivationMap, Prediction } from 'densenet-web' */
/** @import { Result } from '../../app/store.js' */

/** Which parts of the picture are evidence for a class. */
class ClassActivation extends LitElement {
  static properties = { opacity: { state: true }, map: { state: true }, open: { state: true } };
  static styles = [shared, tableStyles, classActivationStyles];
  store = new StoreController(this, ['result', 'selectedClass', 'plan']);
  maps = new MapReader(this);
  /** The result and class that `map` was requested for. @type {{ result: Result, index: number } | null} */
  #asked = null;

  constructor() {
    super();
    this.opacity = ACTIVATION_OPACITY;
    /** @type {ActivationMap | null} */
    this.map = null;
    this.open = false;
  }

  /** The top classes, plus the one in the URL, if any. @returns {Prediction[]} */
  get #classes() {
    const { result, selectedClass, network } = this.store.state;
    const first = result?.classification?.predictions ?? [];
    const label = selectedClass === null ? undefined : network?.labels[selectedClass];
    if (label === undefined || first.some(({ index }) => index === selectedClass)) return first;
    return [...first, { index: selectedClass ?? 0, label, probability: NaN }];
  }

  get #shown() {
    const { selectedClass } = this.store.state;
    return this.#classes.find(({ index }) => index === selectedClass) ?? this.#classes[0] ?? null;
  }

  willUpdate() {
    const { result } = this.store.state;
    const index = this.#shown?.index;
    if (!result || index === undefined) {
      this.#asked = null;
      this.map = null;
    } else if (this.#asked?.result !== result || this.#asked.index !== index) {
      void this.#read(result, index);
    }
  }

  /** @param {Result} result @param {number} index */
  async #read(result, index) {
    const asked = { result, index };
    if (this.#asked?.result !== result) this.map = null;
    this.#asked = asked;
    const { network } = store.state;
    try {
      const map = await network?.classActivationMap(index);
      if (this.#asked === asked && store.state.result === result) this.map = map ?? null;
    } catch (error) {
      if (this.#asked === asked && store.state.network === network) store.set({ error });
    }
  }

  /** @param {Prediction} prediction */
  #class({ index, label, probability }) {
    return html`<button
      aria-pressed=${index === this.#shown?.index ? 'true' : 'false'}
      @click=${() => navigate({ class: index })}
    >
      <bdi>${className(label)}</bdi>
      <span class="number soft">${Number.isNaN(probability) ? '' : formatPercent(probability)}</span>
    </button>`;
  }

  /** The logit is the map's mean plus the bias. @param {ActivationMap} map @param {Prediction} shown */
  #sum({ data }, { index, label }) {
    const words = text().growth.activation;
    const classifier = this.store.state.plan?.layers.at(-1);
    const logit = classifier && this.maps.get(classifier.name)?.data[index];
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    if (logit === undefined) return nothing;
    // A rounding error is not a bias.
    const bias = Math.abs(logit - mean) < 1e-5 * Math.max(1, Math.abs(mean)) ? 0 : logit - mean;
    const sign = bias < 0 ? '−' : '+';
    return html`<p class="sum number" data-sum>
      ${words.sum(className(label), formatValue(logit), formatValue(mean), sign, formatValue(Math.abs(bias)))}
    </p>`;
  }

  /** @param {ActivationMap} map @param {Prediction} shown */
  #label({ data, width, height }, { label }) {
    let peak = 0;
    for (const [at, value] of data.entries()) if (value > data[peak]) peak = at;
    const row = Math.floor(peak / width) + 1;
    return text().growth.activation.label(className(label), row, (peak % width) + 1, height, width);
  }

  render() {
    const words = text().growth.activation;
    const { result, network } = this.store.state;
    const { map } = this;
    const shown = this.#shown;
    if (!result || !network || !shown) return nothing;
    return html`<div class="columns">
      <activation-canvas
        .picture=${result.picture}
        .network=${network}
        .map=${map}
        .opacity=${this.opacity}
        .label=${map ? this.#label(map, shown) : ''}
      ></activation-canvas>
      <div class="side">
        ${
          isRejected(result.classification)
            ? html`<p class="small soft">${text().components.rejected.noneHere}</p>`
            : nothing
        }
        <div class="classes" role="group" aria-label=${words.classes}>
          ${this.#classes.map((prediction) => this.#class(prediction))}
        </div>
        <label class="opacity"
          >${words.opacity}
          <input
            type="range"
            min="0"
            max="1"
            step="0.01"
            .value=${String(this.opacity)}
            @input=${(/** @type {InputEvent} */ event) => {
              this.opacity = Number(/** @type {HTMLInputElement} */ (event.target).value);
            }}
          />
          <span class="number">${Math.round(100 * this.opacity)}%</span>
        </label>
        ${
          map
            ? html`<colour-legend
                  scheme="inferno"
                  .range=${evidenceOf(map)}
                  .label=${words.legend}
                ></colour-legend>
                <p class="small soft">${words.negative}</p>
                ${this.#sum(map, shown)}
                <details
                  @toggle=${(/** @type {Event} */ event) => {
                    this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
                  }}
                >
                  <summary>${words.asTable}</summary>
                  ${this.open ? numberTable(map, words.asTable) : nothing}
                </details>`
            : html`<p class="soft">${text().growth.maps.reading}</p>`
        }
      </div>
    </div>`;
  }
}

customElements.define('class-activation', ClassActivation);
