import { LitElement, css, html, nothing } from 'lit';
import { formatCount, formatInteger, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { denseLayers } from '../../app/layers.js';
import { shortLayerName } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { chosenLayer } from '../choice/plans.js';

/** @import { Plan } from 'densenet-web' */

/** The selected layer's numbers, and a table of all layers. */
class LayerReadout extends LitElement {
  static properties = { plan: { attribute: false }, open: { state: true } };
  static styles = [
    shared,
    css`
      .sum {
        font-size: var(--text-l);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .sum b {
        color: var(--accent);
        font-weight: 700;
      }
      summary {
        margin-top: var(--space-3);
      }
      .scroll {
        max-height: 24rem;
        overflow: auto;
        margin-top: var(--space-2);
        border: 1px solid var(--line);
        border-radius: var(--radius-s);
      }
      thead th {
        position: sticky;
        top: 0;
        background: var(--surface);
      }
      td {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      tbody th {
        font-weight: 400;
      }
    `,
  ];
  store = new StoreController(this, ['selectedLayer']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.open = false;
  }

  /** The channels that each transition keeps. @param {Plan} plan */
  #transitions({ layers, config }) {
    const kept = layers
      .filter(({ kind }) => kind === 'transition')
      .map(
        ({ inChannels: from, outChannels: to }) =>
          `⌊${formatRatio(config.compression_rate)} · ${formatInteger(from)}⌋ = ${formatInteger(to)}`,
      )
      // Lines may only break between two of them.
      .map((sum) => sum.replaceAll(' ', '\u00a0'));
    return kept.length > 0
      ? html`<p class="small soft">${text().explore.readout.transitions(kept.join(', '))}</p>`
      : nothing;
  }

  /** @param {Plan} plan */
  #table({ layers }) {
    const { columns, allLayers } = text().explore.readout;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${allLayers}>
      <table>
        <thead>
          <tr>
            <th scope="col">${columns.layer}</th>
            <th scope="col">${columns.input}</th>
            <th scope="col">${columns.output}</th>
            <th scope="col">${columns.size}</th>
            <th scope="col">${columns.parameters}</th>
            <th scope="col">${columns.macs}</th>
          </tr>
        </thead>
        <tbody>
          ${layers.map(
            (layer) =>
              html`<tr>
                <th scope="row" class="mono">${layer.name}</th>
                <td>${formatInteger(layer.inChannels)}</td>
                <td>${formatInteger(layer.outChannels)}</td>
                <td>${layer.height} × ${layer.width}</td>
                <td>${formatInteger(layer.parameters)}</td>
                <td>${formatInteger(layer.macs)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    const { plan } = this;
    const layer = plan && chosenLayer(plan, this.store.state.selectedLayer);
    if (!plan || !layer) return nothing;
    const words = text().explore.readout;
    const first = denseLayers(plan).find(({ block }) => block === layer.block)?.inChannels ?? 0;
    const before = layer.index - 1;
    const k = plan.config.growth_rate;
    return html`<p class="small soft">${shortLayerName(layer)}</p>
      <p class="sum">
        ${formatInteger(first)} + ${before} · ${formatInteger(k)} =
        <b>${formatInteger(layer.inChannels)}</b> ${words.channelsIn(layer.inChannels)}
      </p>
      <p class="small soft">
        ${words.facts(
          formatInteger(layer.outChannels),
          `${layer.height} × ${layer.width}`,
          formatInteger(layer.parameters),
          formatCount(layer.macs),
        )}
      </p>
      ${this.#transitions(plan)}
      <details
        @toggle=${(/** @type {Event} */ event) => {
          this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
        }}
      >
        <summary>${words.allLayers}</summary>
        ${this.open ? this.#table(plan) : nothing}
      </details>`;
  }
}

customElements.define('layer-readout', LayerReadout);
