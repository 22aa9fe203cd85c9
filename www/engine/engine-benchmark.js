import { LitElement, html, nothing } from 'lit';
import { formatRatio, formatSmall, formatTime } from '../app/format.js';
import { text } from '../app/i18n.js';
import { hasClassifier } from '../app/intake.js';
import { className } from '../app/names.js';
import { StoreController } from '../app/store.js';
import { isOccupied } from '../app/tasks.js';
import { firstGuess } from '../components/guess.js';
import { shared } from '../styles/shared.js';
import { runBenchmark } from './benchmark.js';
import './benchmark-machine.js';
import { benchmarkStyles } from './engine-benchmark.styles.js';

/** @import { Benchmark, Measured, Side } from './benchmark.js' */

const SOFTWARE = /swiftshader|llvmpipe|software/i;

/** Runs the picture on the engines, and shows how fast each is and how well they agree. */
class EngineBenchmark extends LitElement {
  static properties = { benchmark: { state: true } };
  static styles = [shared, benchmarkStyles];
  store = new StoreController(this, ['busy', 'network', 'picture', 'networkId']);

  constructor() {
    super();
    /** @type {Benchmark | null} */
    this.benchmark = null;
  }

  async #run() {
    const withBurn = this.renderRoot.querySelector('input')?.checked;
    this.benchmark = null;
    this.benchmark = (await runBenchmark(withBurn ? ['webgpu', 'cpu', 'burn'] : ['webgpu', 'cpu'])) ?? null;
  }

  /** @param {Benchmark} benchmark */
  #verdict({ sides, largest, isRandom }) {
    const words = text().engine.benchmark;
    const names = text().names.engines;
    const medianOf = (/** @type {Side} */ { measured }) => measured?.warm.median ?? Infinity;
    const measured = sides.filter(({ measured }) => measured);
    const [fastest, second] = measured.toSorted((one, other) => medianOf(one) - medianOf(other));
    if (!fastest) return html`<p>${words.none}</p>`;
    const software = measured.some(({ measured }) => SOFTWARE.test(measured?.engine.adapter ?? ''));
    const ratio = second && formatRatio(medianOf(second) / medianOf(fastest));
    return html`<p class="small soft">${words.fastest(names[fastest.kind])}</p>
      <p class="headline number">${formatTime(medianOf(fastest))}</p>
      <p>${second ? words.faster(ratio, names[second.kind]) : words.onlyOne}</p>
      ${largest ? this.#agreement(measured, largest) : nothing}
      ${isRandom ? html`<p class="note">${words.random}</p>` : nothing}
      ${software ? html`<p class="note small soft">${words.software}</p>` : nothing}`;
  }

  /** @param {readonly Side[]} measured @param {NonNullable<Benchmark['largest']>} largest */
  #agreement(measured, { difference, label }) {
    const words = text().engine.benchmark;
    const firsts = measured.map(({ measured }) => measured?.classification.predictions[0]?.index);
    const agree = new Set(firsts).size === 1;
    return html`<p class="note">${agree ? words.sameOrder : words.otherOrder}</p>
      <p class="small soft">${words.difference(formatSmall(difference), className(label))}</p>`;
  }

  /** @param {Benchmark} benchmark */
  #table({ sides, title, picture }) {
    const words = text().engine;
    const { rows } = words.benchmark;
    const time = (/** @type {number | null} */ value) =>
      value === null ? '–' : html`<span class="time">${formatTime(value)}</span>`;
    const range = (/** @type {number} */ from, /** @type {number} */ to) => html`${time(from)} – ${time(to)}`;
    /** @type {[string, (measured: Measured) => unknown][]} */
    const cells = [
      [words.adapter, ({ engine }) => html`<span lang="en">${engine.adapter}</span>, ${engine.precision}`],
      [words.load, ({ load }) => time(load)],
      [words.firstRun, ({ firstRun }) => time(firstRun)],
      [rows.median, ({ warm }) => html`<strong>${time(warm.median)}</strong>`],
      [rows.half, ({ warm: { quartiles } }) => range(...quartiles)],
      [rows.all, ({ warm: { min, max } }) => range(min, max)],
      [rows.runs, ({ warm }) => warm.runs],
      [rows.first, ({ classification }) => firstGuess(classification)],
    ];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.benchmark.table}>
      <table>
        <caption class="small soft">
          <span>${words.benchmark.caption(title, picture)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${rows.measure}</th>
            ${sides.map(({ kind }) => html`<th scope="col">${text().names.engines[kind]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${cells.map(
            ([name, value], index) =>
              html`<tr>
                <th scope="row">${name}</th>
                ${sides.map(({ measured, error }) =>
                  measured
                    ? html`<td>${value(measured)}</td>`
                    : html`<td class="soft small">${index === 0 ? error : '–'}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    const words = text().engine.benchmark;
    const { busy, network, picture } = this.store.state;
    const { benchmark } = this;
    if (network && !hasClassifier(network)) return nothing;
    return html`<section aria-labelledby="title">
      <h3 id="title">${words.title}</h3>
      <p class="lede">${words.lede}</p>
      <div class="row">
        <button class="primary" ?disabled=${!picture || isOccupied(busy)} @click=${this.#run}>
          ${words.run}
        </button>
        <label><input type="checkbox" />${words.withBurn}</label>
        ${picture ? nothing : html`<span class="small soft">${text().engine.needsPicture}</span>`}
      </div>
      <div class="result" ?hidden=${!benchmark}>
        <div role="status">${benchmark ? this.#verdict(benchmark) : nothing}</div>
        ${benchmark ? this.#table(benchmark) : nothing}
      </div>
      ${benchmark ? html`<benchmark-machine .benchmark=${benchmark}></benchmark-machine>` : nothing}
    </section>`;
  }
}

customElements.define('engine-benchmark', EngineBenchmark);
