import { LitElement, css, html, nothing } from 'lit';
import { formatInteger, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { denseLayers } from '../../app/layers.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { chosenLayer } from '../choice/plans.js';

/** @import { Plan } from 'densenet-web' */

/** Why a dense layer is cheap: C · C against ℓ · k · k, for the selected layer. */
class CostArgument extends LitElement {
  static properties = { plan: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      h4 {
        margin: 0;
        font-size: var(--text-m);
      }
      dl {
        display: grid;
        gap: var(--space-3);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      dd {
        font-variant-numeric: tabular-nums;
      }
      b {
        font-weight: 680;
        color: var(--accent);
      }
    `,
  ];
  store = new StoreController(this, ['selectedLayer']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
  }

  render() {
    const { plan } = this;
    const layer = plan && chosenLayer(plan, this.store.state.selectedLayer);
    if (!plan || !layer) return nothing;
    const words = text().explore.resnet.argument;
    const { block, index, inChannels: reads, outChannels: k } = layer;
    const first = denseLayers(plan).find((other) => other.block === block)?.inChannels ?? 0;
    const { width } = plan.counterparts.stages[block - 1];
    const residual = width * width;
    const dense = reads * k;
    const number = formatInteger;
    return html`
      <h4>${words.title}</h4>
      <p>${words.lede}</p>
      <dl>
        <div>
          <dt>${words.residual(number(width), block)}</dt>
          <dd>C · C = ${number(width)} · ${number(width)} = <b>${number(residual)}</b></dd>
        </div>
        <div>
          <dt>${words.dense(block, index, number(reads), number(k))}</dt>
          <dd>
            (k₀ + (ℓ − 1) · k) · k = (${number(first)} + ${index - 1} · ${number(k)}) · ${number(k)} =
            <b>${number(dense)}</b>
          </dd>
        </div>
      </dl>
      <p>${words.verdict(formatRatio(residual / dense), number(k * k))}</p>
      <p class="small soft">${words.caution}</p>
    `;
  }
}

customElements.define('cost-argument', CostArgument);
