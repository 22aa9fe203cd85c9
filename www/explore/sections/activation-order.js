import { LitElement, css, html, nothing } from 'lit';
import { formatInteger } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { chosenLayer } from '../choice/plans.js';

/** @import { Layer, Plan } from 'densenet-web' */

/** @typedef {{ name: string, kind: 'norm' | 'relu' | 'conv', channels: number }} Step */

/** @param {number} channels @returns {Step[]} */
const activate = (channels) => [
  { name: 'BN', kind: 'norm', channels },
  { name: 'ReLU', kind: 'relu', channels },
];
/** @param {number} kernel @param {number} channels @returns {Step} */
const convolve = (kernel, channels) => ({ name: `${kernel} × ${kernel}`, kind: 'conv', channels });

/** A layer's steps in DenseNet's order and in the older order. @param {Layer} layer */
function orders({ inChannels: m, outChannels: k, bottleneckChannels: between }) {
  const pre = [
    ...activate(m),
    ...(between ? [convolve(1, between), ...activate(between)] : []),
    convolve(3, k),
  ];
  const post = [
    ...(between ? [convolve(1, between), ...activate(between)] : []),
    convolve(3, k),
    ...activate(k),
  ];
  return { pre, post };
}

/** Whether activation or convolution comes first, for the selected layer. */
class ActivationOrder extends LitElement {
  static properties = { plan: { attribute: false } };
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
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        font-size: var(--text-s);
        line-height: 1.25;
        text-align: center;
      }
      li + li::before {
        content: '';
        width: 0.9rem;
        height: 2px;
        background: var(--line-strong);
      }
      .box {
        display: grid;
        min-width: 3.4rem;
        padding: 0.3rem var(--space-2);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius-s);
        background: var(--surface);
        font-variant-numeric: tabular-nums;
      }
      .conv {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .norm {
        border-color: var(--warn);
        background: var(--warn-soft);
      }
      .relu {
        border-color: var(--good);
      }
      .end {
        border-style: dashed;
      }
      p {
        margin-top: var(--space-2);
      }
    `,
  ];
  store = new StoreController(this, ['selectedLayer']);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
  }

  /** @param {string} title @param {string} note @param {readonly Step[]} steps @param {Layer} layer */
  #chain(title, note, steps, layer) {
    const words = text().explore.order;
    const box = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {number} */ channels) =>
      html`<li>
        <span class="box ${kind}"><b>${name}</b><span class="soft">${formatInteger(channels)}</span></span>
      </li>`;
    return html`<div>
      <h4>${title}</h4>
      <ol>
        ${box('end', words.input, layer.inChannels)}
        ${steps.map(({ name, kind, channels }) => box(kind, kind === 'conv' ? words.convolution(name) : name, channels))}
        ${box('end', words.output, layer.outChannels)}
      </ol>
      <p class="small soft">${note}</p>
    </div>`;
  }

  render() {
    const { plan } = this;
    const layer = plan && chosenLayer(plan, this.store.state.selectedLayer);
    if (!plan || !layer) return nothing;
    const words = text().explore.order;
    const { pre, post } = orders(layer);
    return html`
      <p class="small soft">${words.layer(layer.block, layer.index)}</p>
      ${this.#chain(words.pre, words.preNote(formatInteger(layer.inChannels)), pre, layer)}
      ${this.#chain(words.post, words.postNote(formatInteger(layer.outChannels)), post, layer)}
    `;
  }
}

customElements.define('activation-order', ActivationOrder);
