import { LitElement, css, html, nothing } from 'lit';
import { formatBytes, formatInteger, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { denseLayers } from '../../app/layers.js';
import { StoreController } from '../../app/store.js';
import '../../components/feature-memory.js';
import { shared } from '../../styles/shared.js';
import { planSquare } from '../choice/plans.js';

/** @import { Plan } from 'densenet-web' */

/** The memory that concatenation would cost the explored network, and how that grows with its depth. */
class MemoryCost extends LitElement {
  static properties = { plan: { attribute: false }, deeper: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      th,
      td {
        padding-inline: 0 var(--space-3);
      }
      td {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      @media (max-width: 30rem) {
        .times {
          display: block;
        }
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** The same network with twice the layers; null if that is too many. @type {Plan | null} */
    this.deeper = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('plan') && this.plan) void this.#deepen(this.plan);
  }

  /** @param {Plan} plan */
  async #deepen(plan) {
    const block_config = plan.config.block_config.map((layers) => 2 * layers);
    const deeper = await planSquare({ ...plan.config, block_config }, plan.inputSize[0]).catch(() => null);
    if (plan === this.plan) this.deeper = deeper;
  }

  /** @param {Plan} plan @param {Plan} deeper */
  #growth({ memory: now }, { memory: then }) {
    const words = text().explore.memory;
    /** @type {[string, number, number][]} */
    const rows = [
      [words.zeroCopy, now.zeroCopyBytes, then.zeroCopyBytes],
      [words.concatenated, now.concatenatedBytes, then.concatenatedBytes],
    ];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.growth}>
      <table>
        <caption class="visually-hidden">
          ${words.growth}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.growth}</th>
            <th scope="col">${words.now}</th>
            <th scope="col">${words.twice}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, one, two]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${formatBytes(one)}</td>
                <td>${formatBytes(two)} <span class="times small soft">×${formatRatio(two / one)}</span></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    const { plan, deeper } = this;
    if (!plan) return nothing;
    const words = text().explore.memory;
    const { zeroCopyBytes: own, concatenatedBytes: concatenated, copiedBytes: copied } = plan.memory;
    return html`
      <feature-memory .memory=${plan.memory}></feature-memory>
      <p>
        ${words.verdict(formatRatio(concatenated / own), formatInteger(denseLayers(plan).length), formatBytes(copied))}
      </p>
      ${deeper ? this.#growth(plan, deeper) : nothing}
      <p class="small soft">${words.note}</p>
    `;
  }
}

customElements.define('memory-cost', MemoryCost);
