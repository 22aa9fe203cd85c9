import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatCount, formatInteger, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';

/** @import { Plan } from 'densenet-web' */

/** In column order. */
const KINDS = /** @type {const} */ (['bottleneck', 'basic']);

/** Compares the network's parameters with ResNets of the same width and depth. */
class ResnetComparison extends LitElement {
  static properties = { plan: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        min-width: 0;
        margin-top: var(--space-3);
      }
      .bars {
        display: grid;
        gap: var(--space-3);
        font-size: var(--text-s);
      }
      .line {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 var(--space-3);
      }
      .bar {
        grid-column: 1 / -1;
        height: 0.7rem;
        min-width: 2px;
        border-radius: 2px;
        background: var(--bar-rest);
        transition: width var(--calm) var(--ease);
      }
      .bar + dd {
        grid-column: 1 / -1;
      }
      .line:first-child .bar {
        background: var(--bar);
      }
      td {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      tfoot {
        font-weight: 640;
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
  }

  /** @param {Plan} plan */
  #bars({ parameters: dense, macs, counterparts: { basic, bottleneck } }) {
    const words = text().explore.resnet.equalWidth;
    const max = Math.max(dense, basic.parameters, bottleneck.parameters);
    /** @type {[string, number, number][]} */
    const lines = [
      [words.dense, dense, macs],
      [words.bottleneck, bottleneck.parameters, bottleneck.macs],
      [words.basic, basic.parameters, basic.macs],
    ];
    return html`<dl class="bars">
      ${lines.map(
        ([name, parameters, operations]) =>
          html`<div class="line">
            <dt>${name}</dt>
            <dd class="number">
              <strong>${formatInteger(parameters)}</strong>
              ${parameters === dense ? nothing : html`<span class="soft">${words.times(formatRatio(parameters / dense))}</span>`}
            </dd>
            <dd
              class="bar"
              aria-hidden="true"
              style=${styleMap({ width: `${(100 * parameters) / max}%` })}
            ></dd>
            <dd class="small soft">${words.macs(formatCount(operations))}</dd>
          </div>`,
      )}
    </dl>`;
  }

  /** @param {Plan} plan */
  #table({ parameters, counterparts }) {
    const words = text().explore.resnet.equalWidth;
    const { stages, sharedParameters: rest, outerParameters } = counterparts;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.byStage}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.columns.stage}</th>
            <th scope="col">${words.columns.width}</th>
            <th scope="col">${words.columns.convolutions}</th>
            <th scope="col">${words.columns.dense}</th>
            <th scope="col">${words.columns.bottleneck}</th>
            <th scope="col">${words.columns.basic}</th>
          </tr>
        </thead>
        <tbody>
          ${stages.map(
            (stage) =>
              html`<tr>
                <th scope="row">${stage.block}</th>
                <td>${formatInteger(stage.width)}</td>
                <td>${stage.convolutions}</td>
                <td>${formatInteger(stage.denseParameters)}</td>
                ${KINDS.map(
                  (kind) =>
                    html`<td>
                      ${formatInteger(stage[kind].parameters)}
                      <span class="small soft"
                        >${words.units(stage[kind].units, stage[kind].convolutions)}</span
                      >
                    </td>`,
                )}
              </tr>`,
          )}
          <tr>
            <th scope="row">${words.rest}</th>
            <td></td>
            <td></td>
            <td>${formatInteger(outerParameters)}</td>
            <td>${formatInteger(rest)}</td>
            <td>${formatInteger(rest)}</td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${words.total}</th>
            <td></td>
            <td></td>
            <td>${formatInteger(parameters)}</td>
            ${KINDS.map((kind) => html`<td>${formatInteger(counterparts[kind].parameters)}</td>`)}
          </tr>
        </tfoot>
      </table>
    </div>`;
  }

  render() {
    if (!this.plan) return nothing;
    const words = text().explore.resnet.equalWidth;
    return html`
      <p class="small soft">${words.lede}</p>
      ${this.#bars(this.plan)}
      <p class="small soft">${words.what}</p>
      <details>
        <summary>${words.byStage}</summary>
        ${this.#table(this.plan)}
      </details>
    `;
  }
}

customElements.define('resnet-comparison', ResnetComparison);
