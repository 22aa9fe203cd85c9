import { LitElement, html, nothing } from 'lit';
import { formatBytes, formatCount, formatInteger, formatTime } from '../app/format.js';
import { text } from '../app/i18n.js';
import { isAssumed } from '../app/intake.js';
import { findModel } from '../app/models.js';
import { networkTitle } from '../app/names.js';
import { pass } from '../app/runs.js';
import { reload } from '../app/session.js';
import { store, StoreController } from '../app/store.js';
import { isOccupied, runTask } from '../app/tasks.js';
import { engineReason } from '../components/engine-reason.js';
import '../components/engine-switch.js';
import '../components/feature-memory.js';
import { shared } from '../styles/shared.js';
import { MORE_RUNS } from './constants.js';
import './engine-benchmark.js';
import './layer-bars.js';
import { engineStyles } from './styles.js';

/** @import { DenseNet, EngineInfo } from 'densenet-web' */

/** The Engine view: which engine runs, why, and what it costs. */
class DensenetEngine extends LitElement {
  static styles = [shared, engineStyles];
  store = new StoreController(this, ['network', 'result', 'busy', 'picture', 'offline']);

  async #runMore() {
    const { network, picture } = store.state;
    if (!network || !picture) return;
    await runTask('other', text().shell.running(picture.name), async ({ signal, report }) => {
      for (let run = 0; run < MORE_RUNS; run += 1) {
        report(run / MORE_RUNS, `${run + 1} / ${MORE_RUNS}`);
        await pass(network, picture, { timeLayers: true, signal });
      }
    });
  }

  /** @param {string} name @param {string | null} value @param {string} [note] */
  #fact(name, value, note = '') {
    return html`<div>
      <dt>${name}</dt>
      <dd class="figure">${value ?? '–'}</dd>
      ${note ? html`<dd class="small soft">${note}</dd>` : nothing}
    </div>`;
  }

  /** Whether the page, once reloaded, is isolated by its service worker, so that the CPU engine may use threads. @param {EngineInfo} engine */
  #awaitsReload({ kind }) {
    const isHelped = kind === 'cpu' && navigator.hardwareConcurrency > 1 && this.store.state.offline;
    // In another page's frame, that page decides.
    return isHelped && !crossOriginIsolated && window === window.top;
  }

  /** @param {DenseNet} network */
  #now(network) {
    const { engine, architecture, plan } = network;
    const words = text().engine;
    const model = findModel(this.store.state.networkId ?? '');
    return html`<section class="card now" aria-labelledby="now">
      <h3 id="now">${words.now}</h3>
      <p class="kind" data-kind=${engine.kind}>${text().names.engines[engine.kind]}</p>
      <dl>
        <div>
          <dt>${words.adapter}</dt>
          <dd lang="en">${engine.adapter}</dd>
          ${this.#awaitsReload(engine) ? html`<dd class="small soft">${words.reload}</dd>` : nothing}
        </div>
        <div>
          <dt>${words.precision}</dt>
          <dd>${words.precisions[engine.precision]}</dd>
        </div>
        <div>
          <dt>${words.why}</dt>
          <dd>${engineReason(engine)}</dd>
        </div>
        <div>
          <dt>${words.network}</dt>
          <dd>
            ${networkTitle(model?.name || architecture, isAssumed(network))} · ${plan.inputSize.join(' × ')}
          </dd>
        </div>
      </dl>
      <engine-switch all></engine-switch>
    </section>`;
  }

  /** @param {DenseNet} network */
  #time({ engine, stats }) {
    const words = text().engine;
    const { busy, picture } = this.store.state;
    const time = (/** @type {number | null} */ value) => (value === null ? null : formatTime(value));
    return html`<section class="card" aria-labelledby="time">
      <h3 id="time">${words.time}</h3>
      <dl class="figures">
        ${this.#fact(words.load, time(stats.load), words.loadNotes[engine.kind])}
        ${stats.compile === null ? nothing : this.#fact(words.compile, time(stats.compile), words.compileNote)}
        ${this.#fact(words.firstRun, time(stats.firstRun), words.runs(stats.runs))}
        ${this.#fact(words.medianRun, time(stats.medianRun), words.afterFirst)}
      </dl>
      <p class="row">
        <button ?disabled=${!picture || isOccupied(busy)} @click=${this.#runMore}>
          ${words.runMore(MORE_RUNS)}
        </button>
        ${picture ? nothing : html`<span class="small soft">${words.needsPicture}</span>`}
      </p>
    </section>`;
  }

  /** @param {DenseNet} network */
  #memory({ stats, plan }) {
    const words = text().engine;
    const { activationBytes: activations } = stats;
    return html`<section class="card" aria-labelledby="memory">
      <h3 id="memory">${words.memory}</h3>
      <dl class="figures">
        ${this.#fact(words.weights, formatBytes(stats.weightBytes))}
        ${this.#fact(
          words.activations,
          activations === null ? words.unknown : formatBytes(activations),
          activations === null ? words.noCount : '',
        )}
      </dl>
      <feature-memory .memory=${plan.memory}></feature-memory>
    </section>`;
  }

  /** @param {DenseNet} network */
  #pass({ stats, plan }) {
    const words = text().engine;
    return html`<section class="card" aria-labelledby="pass">
      <h3 id="pass">${words.pass}</h3>
      <dl class="figures">
        ${
          stats.dispatches === null
            ? nothing
            : html`${this.#fact(words.dispatches, formatInteger(stats.dispatches))}
              ${this.#fact(words.submits, stats.submits === null ? null : formatInteger(stats.submits))}
              ${this.#fact(words.pipelines, stats.pipelines === null ? null : formatInteger(stats.pipelines))}`
        }
        ${this.#fact(words.macs, formatCount(plan.macs))}
        ${this.#fact(words.parameters, formatInteger(plan.parameters))}
      </dl>
      ${stats.dispatches === null ? html`<p class="small soft">${words.cpuPass}</p>` : nothing}
    </section>`;
  }

  #missing() {
    const { busy } = this.store.state;
    if (busy) return html`<p class="soft">${text().engine.loading}</p>`;
    return html`<p class="row">
      ${text().shell.noNetwork} <button @click=${reload}>${text().shell.load}</button>
    </p>`;
  }

  render() {
    const words = text().engine;
    const { network } = this.store.state;
    return html`
      <h2>${words.heading}</h2>
      <p class="lede">${words.lede}</p>
      ${
        network
          ? html`<div class="cards">
                ${this.#now(network)} ${this.#time(network)} ${this.#memory(network)} ${this.#pass(network)}
              </div>
              <engine-benchmark></engine-benchmark>
              <layer-bars .plan=${network.plan} .stats=${network.stats}></layer-bars>`
          : this.#missing()
      }
    `;
  }
}

customElements.define('densenet-engine', DensenetEngine);
