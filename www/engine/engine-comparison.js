import { LitElement, css, html, nothing } from 'lit';
import { formatSmall, formatTime } from '../app/format.js';
import { text } from '../app/i18n.js';
import { hasClassifier } from '../app/intake.js';
import { className } from '../app/names.js';
import { randomNetwork } from '../app/random-model.js';
import { StoreController } from '../app/store.js';
import { firstGuess } from '../components/guess.js';
import { shared } from '../styles/shared.js';
import { compareEngines } from './compare.js';
import { COMPARED_RUNS } from './constants.js';

/** @import { Comparison, Measured, Side } from './compare.js' */

const SOFTWARE = /swiftshader|llvmpipe|software/i;

/** Runs the picture on every engine and shows how well they agree. */
class EngineComparison extends LitElement {
  static properties = { comparison: { state: true } };
  static styles = [
    shared,
    css`
      .lede {
        margin: var(--space-2) 0 var(--space-4);
        font-size: 1rem;
      }
      .result {
        display: grid;
        grid-template-columns: minmax(12rem, 1fr) minmax(0, 2fr);
        gap: var(--space-5);
        margin-top: var(--space-5);
        align-items: start;
      }
      .difference {
        font-size: var(--text-xxl);
        font-weight: 680;
        letter-spacing: -0.02em;
        line-height: 1.2;
      }
      caption {
        padding: 0 var(--space-3);
        text-align: start;
      }
      td {
        font-variant-numeric: tabular-nums;
      }
      tbody th,
      .time {
        white-space: nowrap;
      }
      .note {
        margin-top: var(--space-3);
      }
      @media (max-width: 45rem) {
        .result {
          grid-template-columns: minmax(0, 1fr);
        }
        th,
        td {
          padding-inline: 0 var(--space-3);
        }
        caption {
          padding: 0;
        }
        /* The table may be wider than the page. */
        caption span {
          display: block;
          max-width: calc(100vw - 2 * var(--gutter));
        }
      }
    `,
  ];
  store = new StoreController(this, ['busy', 'network', 'picture', 'networkId']);

  constructor() {
    super();
    /** @type {Comparison | null} */
    this.comparison = null;
  }

  async #compare() {
    this.comparison = null;
    this.comparison = (await compareEngines()) ?? null;
  }

  /** @param {Comparison} comparison */
  #verdict({ sides, largest }) {
    const words = text().engine;
    if (!largest) return html`<p role="status">${words.onlyOne}</p>`;
    const firsts = sides.flatMap(({ measured }) => measured?.classification.predictions[0]?.index ?? []);
    const software = sides.some(({ measured }) => SOFTWARE.test(measured?.engine.adapter ?? ''));
    const agree = new Set(firsts).size === 1;
    return html`<div role="status">
      <p class="small soft">${words.difference}</p>
      <p class="difference number">${formatSmall(largest.difference)}</p>
      <p class="small soft">${words.differenceAt(className(largest.label))}</p>
      <p class="note">${agree ? words.sameOrder : words.otherOrder}</p>
      ${software ? html`<p class="note small soft">${words.software}</p>` : nothing}
    </div>`;
  }

  /** @param {readonly Side[]} sides @param {string} picture */
  #table(sides, picture) {
    const words = text().engine;
    const time = (/** @type {number | null} */ value) =>
      value === null ? '–' : html`<span class="time">${formatTime(value)}</span>`;
    /** @type {[string, (measured: Measured) => unknown][]} */
    const rows = [
      [words.adapter, ({ engine }) => html`<span lang="en">${engine.adapter}</span>`],
      [words.first, ({ classification }) => firstGuess(classification)],
      [words.firstRun, ({ stats }) => time(stats.firstRun)],
      [words.medianRun, ({ stats }) => time(stats.medianRun)],
    ];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.compareTable}>
      <table>
        <caption class="small soft">
          <span>${words.picture(picture, COMPARED_RUNS)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.measure}</th>
            ${sides.map(({ kind }) => html`<th scope="col">${text().names.engines[kind]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
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
    const words = text().engine;
    const { busy, network, networkId, picture } = this.store.state;
    const { comparison } = this;
    // Each engine would draw its own random weights.
    if ((network && !hasClassifier(network)) || randomNetwork(networkId ?? '')) return nothing;
    return html`<section aria-labelledby="title">
      <h3 id="title">${words.compare}</h3>
      <p class="lede">${words.compareLede}</p>
      <p class="row">
        <button class="primary" ?disabled=${!picture || busy !== null} @click=${this.#compare}>
          ${words.compareRun}
        </button>
        ${picture ? nothing : html`<span class="small soft">${words.needsPicture}</span>`}
      </p>
      ${
        comparison
          ? html`<div class="result">
              ${this.#verdict(comparison)} ${this.#table(comparison.sides, comparison.picture)}
            </div>`
          : nothing
      }
    </section>`;
  }
}

customElements.define('engine-comparison', EngineComparison);
