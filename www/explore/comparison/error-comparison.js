import { LitElement, css, html, nothing } from 'lit';
import { formatCount, formatErrorRate, formatInteger, formatPercent } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { store, StoreController } from '../../app/store.js';
import '../../components/figure-tools.js';
import { shared } from '../../styles/shared.js';
import './error-scatter.js';
import { comparedPairs, SOURCES } from './pairs.js';

/** @import { Compared } from './pairs.js' */

/** The paper's comparison: DenseNets and ResNets of similar error, and what they cost. */
class ErrorComparison extends LitElement {
  static properties = { pairs: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        min-width: 0;
        min-height: 34rem;
        align-content: start;
      }
      .plots {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
        gap: var(--space-4);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        padding: 0;
        list-style: none;
      }
      li::before {
        content: '';
        display: inline-block;
        width: 0.7rem;
        height: 0.7rem;
        margin-right: var(--space-2);
        background: var(--warn);
      }
      li[data-family='densenet']::before {
        border-radius: 50%;
        background: var(--accent);
      }
      th,
      td {
        padding: var(--space-1) var(--space-4) var(--space-1) 0;
      }
      thead th {
        vertical-align: bottom;
      }
      td {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      tbody th {
        white-space: nowrap;
      }
      tbody tr:first-child :is(th, td) {
        border-bottom: 0;
      }
      tbody tr:first-child th {
        color: var(--accent);
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {readonly (readonly [Compared, Compared])[] | null} */
    this.pairs = null;
    comparedPairs().then(
      (pairs) => (this.pairs = pairs),
      (error) => store.set({ error }),
    );
  }

  /** What share of the ResNets' cost the DenseNets need, from least to most. @param {readonly (readonly [Compared, Compared])[]} pairs @param {'parameters' | 'macs'} cost */
  #share(pairs, cost) {
    const shares = pairs.map(([one, other]) => one[cost] / other[cost]).toSorted((a, b) => a - b);
    return /** @type {const} */ ([formatPercent(shares[0]), formatPercent(shares[shares.length - 1])]);
  }

  /** @param {Compared} network */
  #row({ name, parameters, macs, single, ten, torchvision }) {
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${formatInteger(parameters)}</td>
      <td>${formatCount(macs)}</td>
      <td>${formatErrorRate(single)} / ${formatErrorRate(ten)}</td>
      <td>${torchvision === null ? '–' : formatErrorRate(torchvision)}</td>
    </tr>`;
  }

  /** @param {readonly (readonly [Compared, Compared])[]} pairs */
  #table(pairs) {
    const words = text().explore.resnet;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.pairs}>
      <table>
        <caption class="visually-hidden">
          ${words.pairs}
        </caption>
        <thead>
          <tr>
            <th scope="col">${words.network}</th>
            <th scope="col">${text().explore.figures.parameters}</th>
            <th scope="col">${text().explore.figures.macs}</th>
            <th scope="col">${words.paperError}</th>
            <th scope="col">${words.torchvisionError}</th>
          </tr>
        </thead>
        ${pairs.map(
          ([one, other]) =>
            html`<tbody>
              ${this.#row(one)} ${this.#row(other)}
            </tbody>`,
        )}
      </table>
    </div>`;
  }

  /** @param {readonly (readonly [Compared, Compared])[]} pairs */
  #figures(pairs) {
    const words = text().explore.resnet;
    const networks = pairs.flat();
    return html`
      <div class="heading">
        <p>${words.verdict(this.#share(pairs, 'parameters'), this.#share(pairs, 'macs'))}</p>
        <figure-tools name="errors" about="nothing" .heading=${words.title} parts=".plots, ul"></figure-tools>
      </div>
      <div>
        <div class="plots">
          <error-scatter .networks=${networks} cost="parameters"></error-scatter>
          <error-scatter .networks=${networks} cost="macs"></error-scatter>
        </div>
        <ul class="small soft" aria-hidden="true">
          <li data-family="densenet">DenseNet</li>
          <li data-family="resnet">ResNet</li>
        </ul>
      </div>
      ${this.#table(pairs)}
    `;
  }

  render() {
    const words = text().explore.resnet;
    return html`
      ${this.pairs ? this.#figures(this.pairs) : nothing}
      <p class="small soft">
        ${words.sources.errors} <a href=${SOURCES.paper}>${words.sources.paper}</a>,
        <a href=${SOURCES.torch}>${words.sources.torch}</a>,
        <a href=${SOURCES.torchvision}>${words.sources.torchvision}</a>. ${words.sources.costs}
      </p>
    `;
  }
}

customElements.define('error-comparison', ErrorComparison);
