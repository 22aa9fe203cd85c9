import { LitElement, css, html, nothing } from 'lit';
import { formatBytes, formatInteger, formatTime } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { shortLayerName } from '../../app/names.js';
import { randomId } from '../../app/random-model.js';
import { href } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import '../../components/sample-strip.js';
import { shared } from '../../styles/shared.js';
import { MAX_RANDOM_PARAMETERS } from '../constants.js';
import { runRandom } from './run-random.js';

/** @import { RandomRun, Measured } from './run-random.js' */
/** @import { Explored } from '../choice/plans.js' */

/** @param {Measured} measured */
const asPlanned = ({ layer, shape: [channels, height, width] }) =>
  channels === layer.outChannels && height === layer.height && width === layer.width;

/** Runs the explored network with random weights. */
class RandomRunner extends LitElement {
  static properties = { explored: { attribute: false }, outcome: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        min-width: 0;
      }
      .picture {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3) var(--space-4);
      }
      img {
        width: 4.5rem;
        height: 4.5rem;
        object-fit: cover;
        border-radius: var(--radius-s);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
        gap: var(--space-3);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      dd {
        font-weight: 640;
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      sample-strip {
        margin-top: var(--space-3);
      }
      .scroll {
        max-height: 24rem;
        overflow: auto;
      }
      td {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      th,
      td {
        padding-inline: 0 var(--space-3);
        font-size: var(--text-s);
      }
      @media (max-width: 30rem) {
        th,
        td {
          padding-inline: 0 var(--space-2);
        }
      }
      tbody th {
        font-weight: 400;
      }
    `,
  ];
  store = new StoreController(this, ['picture', 'busy', 'modelId', 'view']);

  constructor() {
    super();
    /** @type {Explored | null} */
    this.explored = null;
    /** @type {RandomRun | null} */
    this.outcome = null;
  }

  async #run() {
    const { explored } = this;
    if (!explored) return;
    this.outcome = null;
    this.outcome = (await runRandom(explored.plan.config, explored.plan.inputSize)) ?? null;
  }

  /** Whether the outcome belongs to the explored network. */
  get #isCurrent() {
    const { outcome, explored } = this;
    if (!outcome || !explored) return false;
    const { config, inputSize } = explored.plan;
    return JSON.stringify([outcome.config, outcome.inputSize]) === JSON.stringify([config, inputSize]);
  }

  /** @param {Explored} explored */
  #growthLink({ plan: { config, inputSize } }) {
    return href({ view: 'growth', model: randomId({ config, side: inputSize[0] }) });
  }

  /** @param {RandomRun} outcome */
  #facts({ engine, stats, inputSize, picture, layers }) {
    const words = text().explore.run;
    const names = text().names.engines;
    const time = (/** @type {number | null} */ value) => (value === null ? '–' : formatTime(value));
    /** @type {[string, unknown][]} */
    const facts = [
      [words.engine, html`${names[engine.kind]} · <span lang="en">${engine.adapter}</span>`],
      [words.input, inputSize.join(' × ')],
      [words.load, time(stats.load)],
      [words.first, time(stats.firstRun)],
      [words.median, time(stats.medianRun)],
      [words.weights, formatBytes(stats.weightBytes)],
    ];
    const good = layers.filter(asPlanned).length;
    return html`<div role="status">
        <p>${good === layers.length ? words.allAsPlanned(good) : words.notAsPlanned(layers.length - good)}</p>
        <p class="small soft">${words.pictureWas(picture)}</p>
      </div>
      <dl>
        ${facts.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${this.#table(layers)}`;
  }

  /** @param {readonly Measured[]} layers */
  #table(layers) {
    const words = text().explore.run;
    const timed = layers.some(({ time }) => time !== null);
    return html`<details>
      <summary>${words.shapes}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${words.shapes}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.columns.layer}</th>
              <th scope="col">${words.columns.planned}</th>
              <th scope="col">${words.columns.measured}</th>
              ${timed ? html`<th scope="col">${words.columns.time}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${layers.map(
              ({ layer, shape, time }) =>
                html`<tr>
                  <th scope="row">${shortLayerName(layer)}</th>
                  <td>${layer.outChannels} × ${layer.height} × ${layer.width}</td>
                  <td>${shape.join(' × ')}</td>
                  ${timed ? html`<td>${time === null ? '–' : formatTime(time)}</td>` : nothing}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  render() {
    const words = text().explore.run;
    const { picture, busy } = this.store.state;
    const { explored, outcome } = this;
    const tooLarge = explored !== null && explored.plan.parameters > MAX_RANDOM_PARAMETERS;
    const cannot = !picture || busy !== null || !explored || explored.problem !== null || tooLarge;
    return html`
      <div class="picture">
        ${picture ? html`<img src=${picture.sourceUrl} alt=${picture.name} />` : nothing}
        <button
          class="primary"
          aria-describedby=${tooLarge ? 'too-large' : nothing}
          ?disabled=${cannot}
          @click=${this.#run}
        >
          ${words.start}
        </button>
        ${
          explored && explored.problem === null && !tooLarge
            ? html`<a class="button" href=${this.#growthLink(explored)}>${words.open}</a>`
            : nothing
        }
      </div>
      ${tooLarge ? html`<p id="too-large" class="small">${words.tooLarge(formatInteger(MAX_RANDOM_PARAMETERS))}</p>` : nothing}
      <details>
        <summary>${words.otherPicture}</summary>
        <sample-strip></sample-strip>
      </details>
      ${outcome && this.#isCurrent ? this.#facts(outcome) : nothing}
    `;
  }
}

customElements.define('random-run', RandomRunner);
