import { LitElement, html, nothing } from 'lit';
import { styleMap } from '../components/style-map.js';
import { formatCount, formatInteger, formatTime } from '../app/format.js';
import { text } from '../app/i18n.js';
import { isDenseLayer, isTransition } from '../app/layers.js';
import { StoreController } from '../app/store.js';
import { isIdle, isOccupied } from '../app/tasks.js';
import '../components/figure-tools.js';
import { VisibleController } from '../components/visible-controller.js';
import { shared } from '../styles/shared.js';
import { UNASKED_MAX_TIME, UNASKED_TIMED_RUNS } from './constants.js';
import { layerBarStyles } from './layer-bars.styles.js';
import { timedRuns, timeLayers } from './time-layers.js';

/** @import { DenseNet, Layer, Plan, Stats } from 'densenet-web' */

/** @typedef {{ layer: Layer, value: number, text: string }} Bar */

/** One bar per layer: its time if the engine measures it, otherwise its multiply-accumulates. */
class LayerBars extends LitElement {
  static properties = {
    plan: { attribute: false },
    stats: { attribute: false },
    steady: { state: true },
  };
  static styles = [shared, layerBarStyles];
  store = new StoreController(this, ['result', 'busy', 'network']);
  #visible = new VisibleController(this);
  /** The network whose layers have been timed, or are. @type {DenseNet | null} */
  #timed = null;

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Stats | null} */
    this.stats = null;
    /** The times of several passes. @type {{ network: DenseNet | null, runs: number, times: number[] } | null} */
    this.steady = null;
  }

  /** The times of several passes, unless the network has changed since. */
  get #steady() {
    return this.steady?.network === this.store.state.network ? this.steady : null;
  }

  /** @param {number} runs @param {'other' | 'unasked'} kind */
  async #time(runs, kind) {
    const { network } = this.store.state;
    this.#timed = network;
    const times = await timeLayers(runs, kind);
    if (times) this.steady = { network, runs, times };
  }

  /** The first pass says little about the next ones: where passes are quick, a few more are timed at once. */
  updated() {
    const { network, result, busy } = this.store.state;
    const { run = Infinity } = result?.classification?.timings ?? {};
    const isDue = this.#visible.visible && !busy && network !== this.#timed && this.stats?.layerTimes != null;
    if (isDue && isIdle() && run <= UNASKED_MAX_TIME) void this.#time(UNASKED_TIMED_RUNS, 'unasked');
  }

  /** @returns {Bar[]} */
  get #bars() {
    const times = this.#steady?.times ?? this.stats?.layerTimes;
    return (this.plan?.layers ?? []).map((layer, index) => {
      const value = times ? times[index] : layer.macs;
      return { layer, value, text: times ? formatTime(value) : formatCount(value) };
    });
  }

  /** Groups the bars by stem, block, transition and head. @param {readonly Bar[]} bars */
  #groups(bars) {
    const words = text().engine;
    const name = (/** @type {Layer} */ layer) => {
      if (isDenseLayer(layer)) return words.block(layer.block);
      if (isTransition(layer)) return words.other.transition;
      return layer.kind.startsWith('stem') ? words.other.stem : words.other.head;
    };
    /** @type {{ name: string, key: string, bars: Bar[] }[]} */
    const groups = [];
    for (const bar of bars) {
      const group = { name: name(bar.layer), key: `${name(bar.layer)} ${bar.layer.block}`, bars: [bar] };
      const last = groups.at(-1);
      if (last?.key === group.key) last.bars.push(bar);
      else groups.push(group);
    }
    return groups;
  }

  /** @param {readonly Bar[]} bars @param {string} label */
  #picture(bars, label) {
    const [highest] = bars.toSorted((one, other) => other.value - one.value);
    const max = Math.max(highest?.value ?? 0, Number.MIN_VALUE);
    return html`<p class="highest small soft">
        ${highest ? text().engine.highest(highest.text, highest.layer.name) : nothing}
      </p>
      <div class="scroll picture" tabindex="0" role="region" aria-label=${label}>
        <div class="chart" role="img" aria-label=${label}>
          ${this.#groups(bars).map(
            (group) =>
              html`<div class="group" style=${styleMap({ flexGrow: String(group.bars.length) })}>
                <div class="bars">
                  ${group.bars.map(
                    ({ layer, value, text: words }) =>
                      html`<i
                        class=${layer.kind}
                        title="${layer.name}: ${words}"
                        style=${styleMap({ height: `${(100 * value) / max}%` })}
                      ></i>`,
                  )}
                </div>
                <span class="name">${group.name}</span>
              </div>`,
          )}
        </div>
      </div>`;
  }

  /** @param {readonly Bar[]} bars @param {boolean} timed */
  #table(bars, timed) {
    const { columns, asTable } = text().engine;
    return html`<details>
      <summary>${asTable}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${asTable}>
        <table>
          <thead>
            <tr>
              <th scope="col">${columns.layer}</th>
              <th scope="col">${columns.shape}</th>
              <th scope="col">${columns.parameters}</th>
              <th scope="col">${columns.macs}</th>
              ${timed ? html`<th scope="col">${columns.time}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${bars.map(
              ({ layer, text: words }) =>
                html`<tr>
                  <th scope="row" class="mono">${layer.name}</th>
                  <td>${layer.outChannels} × ${layer.height} × ${layer.width}</td>
                  <td>${formatInteger(layer.parameters)}</td>
                  <td>${formatInteger(layer.macs)}</td>
                  ${timed ? html`<td>${words}</td>` : nothing}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  render() {
    const words = text().engine;
    const { plan } = this;
    if (!plan) return nothing;
    const timed = this.stats?.layerTimes != null;
    const runs = timedRuns(plan);
    const steady = this.#steady;
    const bars = this.#bars;
    const { result, picture, busy } = this.store.state;
    const run = result?.classification?.timings.run;
    const whole = words.wholePassOnly(run === undefined ? '–' : formatTime(run));
    return html`<section aria-labelledby="title">
      <div class="heading">
        <h3 id="title">${words.layers}</h3>
        <figure-tools name="engine" .heading=${words.layers} parts=".highest, .picture"></figure-tools>
      </div>
      <div class="row">
        <p class="soft">${timed ? (steady ? words.layerMeans(steady.runs) : words.layerTimes) : whole}</p>
        ${
          timed
            ? html`<button
                ?disabled=${!picture || isOccupied(busy)}
                @click=${() => this.#time(runs, 'other')}
              >
                ${words.timeLayers(runs)}
              </button>`
            : nothing
        }
      </div>
      ${this.#picture(bars, timed ? words.axis.time : words.axis.macs)} ${this.#table(bars, timed)}
    </section>`;
  }
}

customElements.define('layer-bars', LayerBars);
