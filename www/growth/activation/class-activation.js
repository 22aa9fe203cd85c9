import { LitElement, html, nothing } from 'lit';
import { NO_GRADIENTS } from '../../app/explain.js';
import { formatSigned, formatValue } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { className, layerName } from '../../app/names.js';
import { shownClass } from '../../app/shown-class.js';
import { StoreController } from '../../app/store.js';
import '../../components/radio-row.js';
import { ResultReader } from '../../components/result-reader.js';
import { tableStyles } from '../../components/table.styles.js';
import { VisibleController } from '../../components/visible-controller.js';
import { shared } from '../../styles/shared.js';
import '../class-choice.js';
import { TABLE_CELLS } from '../constants.js';
import '../maps/colour-legend.js';
import { MapReader } from '../maps/map-reader.js';
import { numberTable } from '../maps/number-table.js';
import { changeView, viewSettings } from '../view-settings.js';
import './activation-canvas.js';
import { classActivationStyles } from './class-activation.styles.js';
import { evidenceOf, isClipped, LOOKS, lookAt, ownEnds, peakOf, SCHEMES, spanOf } from './looks.js';

/** @import { ActivationMap, Prediction } from 'densenet-web' */
/** @import { Result } from '../../app/store.js' */
/** @import { Step } from '../structure.js' */
/** @import { Look } from './looks.js' */

/** A map with what it is of. @typedef {{ result: Result, look: Look, shown: Prediction, step: Step | null, map: ActivationMap }} Seen */

/** Which parts of the picture matter for a class. */
class ClassActivation extends LitElement {
  static properties = {
    step: { attribute: false },
    opacity: { state: true },
    open: { state: true },
  };
  static styles = [shared, tableStyles, classActivationStyles];
  store = new StoreController(this, ['result', 'selectedClass', 'plan', 'params']);
  maps = new MapReader(this);
  #visible = new VisibleController(this);
  /** @type {ResultReader<ActivationMap | typeof NO_GRADIENTS>} */
  #reader = new ResultReader(this);
  /** The last map, shown until another one of the same picture arrives. @type {Seen | null} */
  #last = null;

  constructor() {
    super();
    /** The selected layer. @type {Step | null} */
    this.step = null;
    /** While the slider moves. @type {number | null} */
    this.opacity = null;
    this.open = false;
  }

  /** The layer whose maps Grad-CAM weights; the classifier has none. */
  get #layer() {
    return this.step?.layer.kind === 'classifier' ? null : this.step;
  }

  /** @param {Result} result @param {Look} look @param {Prediction} shown @returns {Seen | 'reading' | 'no-layer' | typeof NO_GRADIENTS} */
  #see(result, look, shown) {
    const step = look === 'grad-cam' ? this.#layer : null;
    if (look === 'grad-cam' && !step) return 'no-layer';
    const name = step?.layer.name ?? '';
    // A backward pass takes time that others need while this is out of sight.
    const map =
      this.#visible.visible || look === 'activation'
        ? this.#reader.get(`${look} ${shown.index} ${name}`, (network) =>
            lookAt(look, network, shown.index, name),
          )
        : null;
    if (map === NO_GRADIENTS) return NO_GRADIENTS;
    if (map) this.#last = { result, look, shown, step, map };
    return this.#last?.result.picture === result.picture ? this.#last : 'reading';
  }

  /** The logit is the map's mean plus the bias. @param {Seen} seen */
  #sum({ map: { data }, shown: { index, label } }) {
    const words = text().explain.activation;
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

  /** Evidence against a class is often weak next to what speaks for it: in numbers, and on request on its own scale. @param {ActivationMap} map */
  #signs(map) {
    const words = text().explain.activation;
    const { added, taken, worst } = evidenceOf(map);
    return html`<p class="small number" data-signs>
        ${words.evidence(formatSigned(added), formatSigned(taken), formatSigned(worst))}
      </p>
      <label class="own small no-print"
        ><input
          type="checkbox"
          .checked=${viewSettings().ownScales}
          @change=${(/** @type {Event} */ event) => {
            changeView({ ownScales: /** @type {HTMLInputElement} */ (event.target).checked });
          }}
        />
        ${words.own}</label
      >`;
  }

  /** @param {Seen} seen */
  #label({ look, map, shown: { label } }) {
    const { row, column } = peakOf(map);
    const words = text().explain.activation.label;
    return words[look](className(label), row + 1, column + 1, map.height, map.width);
  }

  #choice() {
    const words = text().explain.activation;
    const { look } = viewSettings();
    return html`<radio-row
        .label=${words.look}
        .options=${LOOKS.map((value) => ({ value, label: words.looks[value] }))}
        .value=${look}
        @change=${(/** @type {CustomEvent<Look>} */ event) => changeView({ look: event.detail })}
      ></radio-row>
      <p class="small soft">
        ${words.about[look]}
        ${look === 'grad-cam' && this.#layer ? words.atLayer(layerName(this.#layer.layer)) : nothing}
      </p>`;
  }

  /** @param {Seen} seen */
  #facts(seen) {
    const words = text().explain.activation;
    const { look, map } = seen;
    const span = spanOf(look, map);
    const own = viewSettings().ownScales && look === 'activation' ? ownEnds(span) : null;
    const high = isClipped(span, map) ? `≥ ${formatValue(span.high)}` : '';
    return html`<colour-legend
        .scheme=${SCHEMES[look]}
        .range=${own ? null : span}
        .low=${own ? formatValue(own.low) : ''}
        .high=${own ? formatValue(own.high) : high}
        .label=${words.legend[look]}
      ></colour-legend>
      ${look === 'activation' ? html`<p class="small soft">${words.negative}</p>` : nothing}
      ${look === 'activation' ? this.#signs(map) : nothing}
      ${look === 'activation' ? this.#sum(seen) : nothing}
      ${map.data.length > TABLE_CELLS ? nothing : this.#table(map)}`;
  }

  /** @param {ActivationMap} map */
  #table(map) {
    const words = text().explain.activation;
    return html`<details
      @toggle=${(/** @type {Event} */ event) => {
        this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
      }}
    >
      <summary>${words.asTable}</summary>
      ${this.open ? numberTable(map, words.asTable) : nothing}
    </details>`;
  }

  render() {
    const words = text().explain.activation;
    const { result, network } = this.store.state;
    const shown = shownClass(this.store.state);
    if (!result || !network || !shown) return nothing;
    const found = this.#see(result, viewSettings().look, shown);
    const seen = typeof found === 'object' ? found : null;
    const note =
      found === NO_GRADIENTS
        ? text().explain.noGradients
        : found === 'no-layer'
          ? words.noLayer
          : text().growth.maps.reading;
    const opacity = this.opacity ?? viewSettings().opacity;
    return html`<div class="columns">
      <activation-canvas
        .picture=${result.picture}
        .network=${network}
        .map=${seen?.map ?? null}
        .look=${seen?.look ?? 'activation'}
        .own=${viewSettings().ownScales}
        .opacity=${opacity}
        .label=${seen ? this.#label(seen) : ''}
      ></activation-canvas>
      <div class="side">
        <class-choice></class-choice>
        ${this.#choice()}
        <label class="opacity no-print"
          >${words.opacity}
          <input
            type="range"
            min="0"
            max="1"
            step="0.01"
            .value=${String(opacity)}
            @input=${(/** @type {InputEvent} */ event) => {
              this.opacity = Number(/** @type {HTMLInputElement} */ (event.target).value);
            }}
            @change=${() => {
              if (this.opacity !== null) changeView({ opacity: this.opacity });
              this.opacity = null;
            }}
          />
          <span class="number">${Math.round(100 * opacity)}%</span>
        </label>
        ${seen ? this.#facts(seen) : html`<p class="soft" role="status">${note}</p>`}
      </div>
    </div>`;
  }
}

customElements.define('class-activation', ClassActivation);
