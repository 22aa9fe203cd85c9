import { LitElement, css, html, nothing } from 'lit';
import { formatInteger, formatPercent } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { denseLayers } from '../../app/layers.js';
import { href } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { chosenLayer, planSquare } from '../choice/plans.js';
import { ARTICLE, USUAL_BN_SIZE } from '../constants.js';

/** @import { DenseNetConfig, Layer, Plan } from 'densenet-web' */
/** @import { DenseLayer } from '../../app/layers.js' */

/** The same layer without and with a bottleneck. @typedef {{ plain: DenseLayer, narrow: Layer, config: DenseNetConfig, first: number }} Pair */

/** Each weight of a convolution is multiplied once for every pixel: so many weights there are. @param {Layer} layer */
const convolutionWeights = ({ macs, height, width }) => macs / (height * width);

/** @param {Plan} plain @param {Plan} narrow @param {string | null} name @returns {Pair | null} */
function pair(plain, narrow, name) {
  const one = chosenLayer(plain, name);
  const other = narrow.layers.find((layer) => layer.name === one?.name);
  const first = denseLayers(plain).find(({ block }) => block === one?.block)?.inChannels;
  return one && other && first ? { plain: one, narrow: other, config: narrow.config, first } : null;
}

/** The reference article's example worked out, and the same for a layer of the chosen network. */
class BottleneckExample extends LitElement {
  static properties = { plan: { attribute: false }, article: { state: true }, own: { state: true } };
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
  store = new StoreController(this, ['selectedLayer']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Pair | null} */
    this.article = null;
    /** @type {Plan[]} the chosen network without and with bottlenecks. */
    this.own = [];
    void this.#workOutArticle();
  }

  async #workOutArticle() {
    const { config } = await planSquare(ARTICLE.net);
    const block = { ...config, block_config: [ARTICLE.layers] };
    const [plain, narrow] = await this.#both(block, ARTICLE.bnSize, null);
    this.article = plain && narrow ? pair(plain, narrow, null) : null;
  }

  /** @param {DenseNetConfig} config @param {number} bnSize @param {number | null} size */
  #both(config, bnSize, size) {
    return Promise.all([
      planSquare({ ...config, bn_size: null }, size),
      planSquare({ ...config, bn_size: bnSize }, size),
    ]);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('plan') && this.plan) void this.#workOutOwn(this.plan);
  }

  /** @param {Plan} plan */
  async #workOutOwn(plan) {
    const {
      config,
      inputSize: [size],
    } = plan;
    const own = await this.#both(config, config.bn_size ?? USUAL_BN_SIZE, size);
    if (plan === this.plan) this.own = own;
  }

  /** @param {string} title @param {Pair} pair */
  #example(title, { plain, narrow, config, first }) {
    const words = text().explore.example;
    const { growth_rate: k, bn_size: bnSize } = config;
    const between = (bnSize ?? 0) * k;
    const before = plain.index - 1;
    const m = formatInteger(plain.inChannels);
    const [without, withOne] = [convolutionWeights(plain), convolutionWeights(narrow)];
    return html`<div>
      <h4>${title}</h4>
      <dl>
        <div>
          <dt>${words.input}</dt>
          <dd>${formatInteger(first)} + ${before} · ${formatInteger(k)} = <b>${m}</b></dd>
        </div>
        <div>
          <dt>${words.without}</dt>
          <dd>${m} · ${formatInteger(k)} · 3 · 3 = <b>${formatInteger(without)}</b></dd>
        </div>
        <div>
          <dt>${words.with(bnSize ?? 0, formatInteger(between))}</dt>
          <dd>
            ${m} · ${formatInteger(between)} + ${formatInteger(between)} · ${formatInteger(k)} · 3 · 3 =
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

  /** From which layer of the chosen one's block on a bottleneck pays. @param {Pair} pair */
  #breakEven({ plain: { block }, config }) {
    const words = text().explore.example;
    const [plain, narrow] = this.own.map((plan) =>
      denseLayers(plan).filter((layer) => layer.block === block),
    );
    const pays = plain?.find((layer, index) => {
      const other = narrow?.[index];
      return other && convolutionWeights(other) < convolutionWeights(layer);
    });
    return pays
      ? words.paysFrom(block, pays.index, formatInteger(pays.inChannels))
      : words.neverPays(block, config.bn_size ?? 0);
  }

  render() {
    const words = text().explore.example;
    const [plain, narrow] = this.own;
    const own = plain && narrow ? pair(plain, narrow, this.store.state.selectedLayer) : null;
    const params = { net: ARTICLE.net, blocks: String(ARTICLE.layers), bn: 'none' };
    return html`
      ${this.article ? this.#example(words.article, this.article) : nothing}
      ${own ? this.#example(words.own(own.plain.block, own.plain.index), own) : nothing}
      ${own ? html`<p class="small soft">${this.#breakEven(own)}</p>` : nothing}
      <p class="small soft">${words.counted}</p>
      <p><a href=${href({ params, layer: null })}>${words.show}</a></p>
    `;
  }
}

customElements.define('bottleneck-example', BottleneckExample);
