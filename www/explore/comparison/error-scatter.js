import { LitElement, css, html, svg, unsafeCSS } from 'lit';
import { scaleLinear } from 'd3-scale';
import { formatCount, formatRatio } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import { SCATTER } from '../constants.js';

/** @import { Compared } from './pairs.js' */

/** The networks' errors against one of their costs, as in the paper's figure 3. The table next to it has the numbers. */
class ErrorScatter extends LitElement {
  static properties = { networks: { attribute: false }, cost: {} };
  static styles = [
    shared,
    css`
      :host {
        min-width: 0;
      }
      svg,
      .empty {
        display: block;
        height: ${unsafeCSS(SCATTER.height)}px;
      }
      text {
        font: 500 12px var(--sans);
        fill: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .grid {
        stroke: var(--line);
      }
      .middle {
        text-anchor: middle;
      }
      .end {
        text-anchor: end;
      }
      polyline {
        fill: none;
        stroke-width: 1.5;
      }
      .densenet {
        --mark: var(--accent);
      }
      .resnet {
        --mark: var(--warn);
      }
      polyline {
        stroke: var(--mark);
      }
      circle,
      rect,
      .label {
        fill: var(--mark);
      }
      .label {
        font-weight: 650;
      }
    `,
  ];
  store = new StoreController(this, []);
  #size = new WidthController(this);

  constructor() {
    super();
    /** @type {readonly Compared[]} */
    this.networks = [];
    /** @type {'parameters' | 'macs'} */
    this.cost = 'parameters';
  }

  /** @param {Compared['family']} family @param {(network: Compared) => { x: number, y: number }} place */
  #family(family, place) {
    const own = this.networks.filter((network) => network.family === family);
    return svg`<g class=${family}>
      <polyline points=${own.map((network) => Object.values(place(network)).join(',')).join(' ')} />
      ${own.map((network) => {
        const { x, y } = place(network);
        const depth = network.name.split('-')[1];
        return family === 'densenet'
          ? svg`<circle cx=${x} cy=${y} r="5" />
              <text class="label end" x=${x - 8} y=${y + 5}>${depth}</text>`
          : svg`<rect x=${x - 5} y=${y - 5} width="10" height="10" />
              <text class="label" x=${x + 9} y=${y - 3}>${depth}</text>`;
      })}
    </g>`;
  }

  render() {
    const { width } = this.#size;
    if (width === 0) return html`<div class="empty"></div>`;
    const words = text().explore.resnet;
    const { height, margin, ticks } = SCATTER;
    const bottom = height - margin.bottom;
    const x = scaleLinear(SCATTER[this.cost], [margin.left, width - margin.right]);
    const y = scaleLinear(SCATTER.error, [bottom, margin.top]);
    const place = (/** @type {Compared} */ network) => ({ x: x(network[this.cost]), y: y(network.single) });
    return html`<svg
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label=${words.plot[this.cost]}
    >
      ${y.ticks(ticks).map(
        (tick) =>
          svg`<line class="grid" x1=${margin.left} x2=${width - 8} y1=${y(tick)} y2=${y(tick)} />
            <text class="end" x=${margin.left - 6} y=${y(tick)} dy="0.32em">${formatRatio(tick)}%</text>`,
      )}
      ${x
        .ticks(ticks)
        .map((tick) => svg`<text class="middle" x=${x(tick)} y=${bottom + 16}>${formatCount(tick)}</text>`)}
      <text class="middle" x=${(margin.left + width - margin.right) / 2} y=${bottom + 36}>
        ${words.axis[this.cost]}
      </text>
      ${this.#family('resnet', place)} ${this.#family('densenet', place)}
    </svg>`;
  }
}

customElements.define('error-scatter', ErrorScatter);
