import { LitElement, css, html, nothing } from 'lit';
import { formatInteger, formatPercent, formatTime } from '../app/format.js';
import { seenResult } from '../app/frames.js';
import { text } from '../app/i18n.js';
import { layerName } from '../app/names.js';
import { pass } from '../app/runs.js';
import { store, StoreController } from '../app/store.js';
import { runTask } from '../app/tasks.js';
import { shared } from '../styles/shared.js';
import { MapReader } from './maps/map-reader.js';
import { stepsOf } from './structure.js';

/** @import { DenseNet, Plan } from 'densenet-web' */
/** @import { Step } from './structure.js' */

/** The selected layer's arithmetic, the engine's measurements, and the layer's cost. */
class LayerNumbers extends LitElement {
  static properties = { plan: { attribute: false }, step: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        align-content: start;
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 var(--space-3);
      }
      code {
        overflow-wrap: anywhere;
        font-size: var(--text-s);
      }
      .formula {
        font-size: var(--text-l);
        line-height: 1.4;
      }
      .formula i {
        font-family: Cambria, 'Times New Roman', Times, serif;
        font-size: 1.08em;
      }
      .formula strong {
        font-size: 1.3em;
        color: var(--accent);
      }
      .formula span {
        white-space: nowrap;
      }
      .measured {
        padding: var(--space-2) var(--space-3);
        border-inline-start: 3px solid var(--good);
        font-size: var(--text-m);
        line-height: 1.4;
        background: var(--sunken);
        border-radius: 0 var(--radius-s) var(--radius-s) 0;
      }
      .measured[data-agrees='false'] {
        border-color: var(--bad);
      }
      .verdict {
        color: var(--good);
        font-weight: 600;
      }
      [data-agrees='false'] .verdict {
        color: var(--bad);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr));
        gap: var(--space-3) var(--space-4);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      dd button {
        display: block;
        min-height: 2rem;
        margin-top: var(--space-2);
        padding: 0 var(--space-3);
        font-size: var(--text-s);
      }
      dd {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  store = new StoreController(this, ['network', 'result', 'live', 'busy']);
  maps = new MapReader(this);
  /** The network whose layers were last timed, even if that failed. @type {DenseNet | null} */
  #tried = null;

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Step | null} */
    this.step = null;
  }

  /** The paper's formula for the channels, with this layer's numbers. @param {Plan} plan @param {Step} step */
  #formula({ config }, { layer, reads }) {
    const { kind, inChannels: read, outChannels: made } = layer;
    if (kind === 'transition') {
      return html`<p class="formula" data-formula>
        <span>⌊<i>θ</i><i>m</i>⌋ =</span> <span>⌊${config.compression_rate} × ${read}⌋ =</span>
        <strong class="number">${made}</strong>
      </p>`;
    }
    if (kind !== 'dense-layer' || !layer.index || !reads[0]) {
      return html`<p class="formula number" data-formula>
        <span>${read} → <strong>${made}</strong></span>
      </p>`;
    }
    const { growth_rate: k } = config;
    return html`<p class="formula" data-formula>
      <span><i>k</i>₀ + (<i>l</i> − 1) × <i>k</i> =</span>
      <span class="number">${reads[0].channels} + (${layer.index} − 1) × ${k} =</span>
      <strong class="number">${read}</strong>
    </p>`;
  }

  /** The formula in words. @param {Plan} plan @param {Step} step */
  #rule({ config }, { layer, reads }) {
    if (layer.kind !== 'dense-layer' || !layer.index || !reads[0]) return nothing;
    const words = text().growth.numbers;
    return html`<p class="small soft">${words.rule(reads[0].channels, layer.index, config.growth_rate)}</p>`;
  }

  /** Equal neighbours as a product: 24 + 3 × 12. @param {readonly number[]} counts */
  #sum(counts) {
    /** @type {{ count: number, times: number }[]} */
    const runs = [];
    for (const count of counts) {
      const last = runs.at(-1);
      if (last?.count === count) last.times += 1;
      else runs.push({ count, times: 1 });
    }
    return runs.map(({ count, times }) => (times > 1 ? `${times} × ${count}` : String(count))).join(' + ');
  }

  /** The channels in the engine's buffers. @param {Step} step */
  #measured(step) {
    const words = text().growth.numbers;
    if (!seenResult(this.store.state)) return html`<p class="measured soft">${words.notRun}</p>`;
    const { layer } = step;
    const counts = this.maps.measured(step);
    const made = this.maps.get(layer.name);
    if (!counts || !made) return html`<p class="measured soft">${words.measuring}</p>`;
    const read = counts.length ? counts.reduce((sum, count) => sum + count, 0) : layer.inChannels;
    const agrees =
      read === layer.inChannels &&
      made.channels === layer.outChannels &&
      made.height === layer.height &&
      made.width === layer.width;
    return html`<p class="measured" data-agrees=${String(agrees)}>
      ${
        counts.length
          ? words.held(counts.length > 1 ? `${this.#sum(counts)} = ${read}` : String(read))
          : words.picture(layer.inChannels)
      }
      ${words.made(made.channels, made.height, made.width)}
      <span class="verdict">${agrees ? words.agrees : words.differs}</span>
    </p>`;
  }

  /** Runs the picture again with layer timing. */
  async #timeLayers() {
    const { network, picture } = store.state;
    if (!network || !picture) return;
    const done = await runTask('other', text().growth.numbers.timing, ({ signal }) =>
      pass(network, picture, { timeLayers: true, signal }).then(() => true),
    );
    if (done) this.#tried = network;
    this.requestUpdate();
  }

  #time() {
    const words = text().growth.numbers;
    const { network, result, busy } = this.store.state;
    const at = this.plan && this.step ? stepsOf(this.plan).indexOf(this.step) : -1;
    const time = network?.stats.layerTimes?.[at];
    if (time !== undefined) return this.#fact(words.time, formatTime(time), words.ofPass);
    const run = result?.classification?.timings.run;
    const button =
      this.#tried === network
        ? nothing
        : html`<button ?disabled=${busy !== null} @click=${this.#timeLayers}>${words.timeLayers}</button>`;
    const note = run === undefined ? nothing : html`${words.wholePass(formatTime(run))} ${button}`;
    return this.#fact(words.time, words.notTimed, note);
  }

  /** @param {string} name @param {unknown} value @param {unknown} [note] */
  #fact(name, value, note = nothing) {
    return html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
      ${note === nothing ? nothing : html`<dd class="small soft">${note}</dd>`}
    </div>`;
  }

  render() {
    const { plan, step } = this;
    if (!plan || !step) return nothing;
    const words = text().growth.numbers;
    const { layer } = step;
    const share = (/** @type {number} */ part, /** @type {number} */ all) =>
      words.share(formatPercent(part / all));
    return html`
      <div class="name">
        <h3>${layerName(layer)}</h3>
        <code class="soft">${layer.name}</code>
      </div>
      ${this.#formula(plan, step)} ${this.#measured(step)} ${this.#rule(plan, step)}
      <dl>
        ${this.#fact(words.input, formatInteger(layer.inChannels))}
        ${this.#fact(words.output, formatInteger(layer.outChannels))}
        ${this.#fact(words.resolution, `${layer.height} × ${layer.width}`)}
        ${this.#fact(words.parameters, formatInteger(layer.parameters), share(layer.parameters, plan.parameters))}
        ${this.#fact(words.macs, formatInteger(layer.macs), share(layer.macs, plan.macs))} ${this.#time()}
      </dl>
    `;
  }
}

customElements.define('layer-numbers', LayerNumbers);
