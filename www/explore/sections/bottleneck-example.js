import { LitElement, css, html, nothing } from 'lit';
import { formatInteger, formatPercent } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { denseLayers } from '../../app/layers.js';
import { href } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { chosenLayer, planSquare } from '../choice/plans.js';
import { ARTICLE, USUAL_BN_SIZE } from '../constants.js';

/** @import { DenseNetConfig, LayerConvolutions, Plan } from 'densenet-web' */
/** @import { DenseLayer } from '../../app/layers.js' */

/**
 * A layer, and the costs of its convolutions with and without a bottleneck.
 *
 * @typedef {object} Example
 * @property {DenseLayer} layer
 * @property {LayerConvolutions} convolutions
 * @property {number} first channels into the layer's block.
 * @property {DenseNetConfig} config
 */

/** @param {Plan} plan @param {string | null} name @returns {Example | null} */
function exampleOf(plan, name) {
  const layer = chosenLayer(plan, name);
  const first = denseLayers(plan).find(({ block }) => block === layer?.block);
  if (!layer?.convolutions || !first) return null;
  return { layer, convolutions: layer.convolutions, first: first.inChannels, config: plan.config };
}

/** For a layer without a bottleneck, the default one. @param {DenseNetConfig} config */
const bnSizeOf = ({ bn_size: size }) => size ?? USUAL_BN_SIZE;

/** The reference article's example with its arithmetic, and the same for a layer of the explored network. */
class BottleneckExample extends LitElement {
  static properties = { plan: { attribute: false }, article: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      h4 {
        margin: 0 0 var(--space-2);
        font-size: var(--text-m);
      }
      dl {
        display: grid;
        gap: var(--space-2);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      dd {
        font-variant-numeric: tabular-nums;
      }
      dd b {
        font-weight: 680;
        color: var(--accent);
        white-space: nowrap;
      }
      .verdict {
        margin-top: var(--space-2);
      }
    `,
  ];
  store = new StoreController(this, ['selectedLayer', 'cutText']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Example | null} */
    this.article = null;
    void this.#workOutArticle();
  }

  async #workOutArticle() {
    const { config } = await planSquare(ARTICLE.net);
    this.article = exampleOf(await planSquare({ ...config, block_config: [ARTICLE.layers] }), null);
  }

  /** @param {string} title @param {Example} example */
  #example(title, { layer, convolutions, first, config }) {
    const words = text().explore.example;
    const { plain: without, bottleneck: withOne } = convolutions;
    const m = formatInteger(layer.inChannels);
    const between = formatInteger(convolutions.bottleneckChannels);
    const k = formatInteger(layer.outChannels);
    return html`<div>
      <h4>${title}</h4>
      <dl>
        <div>
          <dt>${words.input}</dt>
          <dd>${formatInteger(first)} + ${layer.index - 1} · ${k} = <b>${m}</b></dd>
        </div>
        <div>
          <dt>${words.without}</dt>
          <dd>${m} · ${k} · 3 · 3 = <b>${formatInteger(without)}</b></dd>
        </div>
        <div>
          <dt>${words.with(bnSizeOf(config), between)}</dt>
          <dd>
            ${m} · ${between} + ${between} · ${k} · 3 · 3 =
            <b>${formatInteger(withOne)}</b>
          </dd>
        </div>
      </dl>
      <p class="small soft verdict">
        ${
          withOne <= without
            ? words.saves(formatPercent(1 - withOne / without))
            : words.costs(formatPercent(withOne / without - 1))
        }
      </p>
    </div>`;
  }

  /** The first layer of the selected layer's block for which a bottleneck pays off. @param {Plan} plan @param {DenseLayer} chosen */
  #breakEven(plan, { block }) {
    const words = text().explore.example;
    const pays = denseLayers(plan).find(
      ({ block: own, convolutions }) =>
        own === block && convolutions && convolutions.bottleneck < convolutions.plain,
    );
    return pays
      ? words.paysFrom(block, pays.index, formatInteger(pays.inChannels))
      : words.neverPays(block, bnSizeOf(plan.config));
  }

  render() {
    const words = text().explore.example;
    const { article, plan } = this;
    const own = plan && exampleOf(plan, this.store.state.selectedLayer);
    const params = { net: ARTICLE.net, blocks: String(ARTICLE.layers), bn: 'none' };
    return html`
      ${article ? this.#example(words.article, article) : nothing}
      ${own ? this.#example(words.own(own.layer.block, own.layer.index), own) : nothing}
      ${plan && own ? html`<p class="small soft">${this.#breakEven(plan, own.layer)}</p>` : nothing}
      <p class="small soft">${words.counted}</p>
      <p><a href=${href({ params, layer: null })}>${words.show}</a></p>
    `;
  }
}

customElements.define('bottleneck-example', BottleneckExample);
