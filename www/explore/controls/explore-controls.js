import { LitElement, html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import { networkName } from '../../app/names.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import '../../components/radio-row.js';
import { shared } from '../../styles/shared.js';
import { writeChoice } from '../choice/config.js';
import { findProblem } from '../choice/problem.js';
import { PRESETS, RANGES, STEMS, USUAL_BN_SIZE } from '../constants.js';
import { controlStyles } from './explore-controls.styles.js';
import './number-slider.js';

/** @import { DenseNetConfig } from 'densenet-web' */
/** @import { Explored } from '../choice/plans.js' */
/** @import { Wrong } from '../choice/problem.js' */

/** Chooses the network: a preset, and sliders to change it. Every change is written to the URL. */
class ExploreControls extends LitElement {
  static properties = { explored: { attribute: false } };
  static styles = [shared, controlStyles];
  store = new StoreController(this, []);

  /**
   * The URL that the current control has written. Changing one control adds one history entry, however many values it
   * passes, with keys or by dragging: while nothing else changes the URL, the control replaces its own entry.
   */
  #written = '';

  constructor() {
    super();
    /** @type {Explored | null} */
    this.explored = null;
  }

  firstUpdated() {
    const leave = () => {
      this.#written = '';
    };
    // Moving the focus between controls stays inside this shadow root, so the event is not seen outside.
    this.renderRoot.addEventListener('focusout', leave);
    this.renderRoot.addEventListener('pointerdown', leave);
  }

  /** @param {Explored} explored @param {Partial<DenseNetConfig>} changes @param {number | null} [size] */
  #change({ net, base, config, size: before }, changes, size = before) {
    const former = location.hash;
    navigate(
      { params: writeChoice(net, base.config, { ...config, ...changes }, size) },
      { replace: former === this.#written },
    );
    if (location.hash !== former) this.#written = location.hash;
  }

  /** @param {Event} event */
  #choosePreset(event) {
    navigate({ params: { net: /** @type {HTMLSelectElement} */ (event.target).value } });
  }

  #presets(/** @type {Explored} */ explored) {
    const words = text().explore.controls;
    const option = (/** @type {string} */ net) =>
      html`<option value=${net} ?selected=${net === explored.net}>${networkName(net)}</option>`;
    const isChanged =
      Object.keys(writeChoice(explored.net, explored.base.config, explored.config, explored.size)).length > 1;
    return html`<div class="preset">
      <label for="preset">${words.preset}</label>
      <div class="row">
        <select id="preset" .value=${explored.net} @change=${this.#choosePreset}>
          <optgroup label="ImageNet">${PRESETS.imagenet.map(option)}</optgroup>
          <optgroup label="CIFAR: L, k">${PRESETS.cifar.map(option)}</optgroup>
        </select>
        <button ?disabled=${!isChanged} @click=${() => navigate({ params: { net: explored.net } })}>
          ${words.reset}
        </button>
      </div>
    </div>`;
  }

  /**
   * @param {string} label @param {string} symbol @param {number} value @param {readonly [number, number, number]} range
   * @param {boolean} wrong @param {(value: number) => void} change
   */
  #slider(label, symbol, value, range, wrong, change) {
    return html`<number-slider
      .label=${label}
      .symbol=${symbol}
      .value=${value}
      .range=${range}
      .wrong=${wrong}
      @pick=${(/** @type {CustomEvent<number>} */ { detail }) => change(detail)}
    ></number-slider>`;
  }

  /** @param {Explored} explored @param {Wrong | null} wrong */
  #blocks(explored, wrong) {
    const words = text().explore.controls;
    const { block_config: blocks } = explored.config;
    /** Whether the problem is in one block or, for null, in their number. @param {number | null} index */
    const isWrong = (index) => wrong?.field === 'block_config' && wrong.index === index;
    /** @param {number} count */
    const resize = (count) => {
      // Only limits the array; the package checks the network.
      if (!Number.isInteger(count) || count < 0 || count > 99) return;
      const last = blocks.at(-1) ?? 1;
      const block_config = Array.from({ length: count }, (_, index) => blocks[index] ?? last);
      this.#change(explored, { block_config });
    };
    return html`<fieldset>
      <legend>${words.blocks}</legend>
      ${this.#slider(words.blockCount, '', blocks.length, RANGES.blocks, isWrong(null), resize)}
      <div class="blocks">
        ${blocks.map((layers, index) =>
          this.#slider(words.layersIn(index + 1), '', layers, RANGES.layers, isWrong(index), (value) =>
            this.#change(explored, { block_config: blocks.with(index, value) }),
          ),
        )}
      </div>
    </fieldset>`;
  }

  /** @param {Explored} explored @param {Wrong | null} wrong */
  #bottleneck(explored, wrong) {
    const words = text().explore.controls;
    const { bn_size: size } = explored.config;
    /** @param {Event} event */
    const toggle = (event) => {
      const { checked } = /** @type {HTMLInputElement} */ (event.target);
      this.#change(explored, { bn_size: checked ? (explored.base.config.bn_size ?? USUAL_BN_SIZE) : null });
    };
    return html`<fieldset>
      <legend>${words.bottleneck}</legend>
      <label class="check">
        <input type="checkbox" .checked=${size !== null} @change=${toggle} /> ${words.bottleneckOn}
      </label>
      ${
        size === null
          ? html`<p class="small soft">${words.plain}</p>`
          : this.#slider(
              words.bnSize,
              'bn_size',
              size,
              RANGES.bnSize,
              wrong?.field === 'bn_size',
              (bn_size) => this.#change(explored, { bn_size }),
            )
      }
    </fieldset>`;
  }

  /** @param {Explored} explored @param {Wrong | null} wrong */
  #input(explored, wrong) {
    const words = text().explore.controls;
    const { stem, num_classes: classes } = explored.config;
    const range = stem === 'cifar' ? RANGES.cifarSize : RANGES.imagenetSize;
    const size = explored.size ?? explored.plan.inputSize[0];
    const options = STEMS.map((value) => ({
      value,
      label: words.stems[value],
    }));
    return html`<fieldset>
      <legend>${words.input}</legend>
      <div class="stem">
        <span class="name" aria-hidden="true">${words.stem}</span>
        <radio-row
          .label=${words.stem}
          .options=${options}
          .value=${stem}
          @change=${(/** @type {CustomEvent<DenseNetConfig['stem']>} */ { detail }) =>
            this.#change(explored, { stem: detail }, null)}
        ></radio-row>
        <p class="small soft">${words.stemNotes[stem]}</p>
      </div>
      ${this.#slider(words.size, '', size, range, wrong?.field === 'size', (value) =>
        this.#change(explored, {}, value),
      )}
      ${this.#slider(
        words.classes,
        '',
        classes,
        RANGES.classes,
        wrong?.field === 'num_classes',
        (num_classes) => this.#change(explored, { num_classes }),
      )}
    </fieldset>`;
  }

  /** @param {unknown} problem */
  #complaint(problem) {
    const { message, detail } = findProblem(problem);
    return html`<div class="complaint">
      <strong>${message}</strong> ${detail}
      <p class="small">${text().explore.controls.lastPossible}</p>
    </div>`;
  }

  render() {
    const { explored } = this;
    if (!explored) return nothing;
    const words = text().explore.controls;
    const { config } = explored;
    const wrong = explored.problem ? findProblem(explored.problem).wrong : null;
    return html`
      ${this.#presets(explored)}
      <div role="alert">${explored.problem ? this.#complaint(explored.problem) : nothing}</div>
      ${this.#slider(words.growthRate, 'k', config.growth_rate, RANGES.growthRate, wrong?.field === 'growth_rate', (growth_rate) => this.#change(explored, { growth_rate }))}
      ${this.#blocks(explored, wrong)} ${this.#bottleneck(explored, wrong)}
      ${this.#slider(words.compression, 'θ', config.compression_rate, RANGES.compression, wrong?.field === 'compression_rate', (compression_rate) => this.#change(explored, { compression_rate }))}
      ${this.#slider(words.initFeatures, 'k₀', config.num_init_features, RANGES.initFeatures, wrong?.field === 'num_init_features', (num_init_features) => this.#change(explored, { num_init_features }))}
      ${this.#input(explored, wrong)}
    `;
  }
}

customElements.define('explore-controls', ExploreControls);
