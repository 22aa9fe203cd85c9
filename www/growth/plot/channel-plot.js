import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { LitElement, html, nothing, svg } from 'lit';
import { clamp } from '../../app/clamp.js';
import { formatInteger } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { layerName } from '../../app/names.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { unlessTouch } from '../../components/pointers.js';
import { tableStyles } from '../../components/table.styles.js';
import { StageController } from '../../components/stage-controller.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import { PLOT } from '../constants.js';
import { link, unlink } from '../linked/links.js';
import { plotStyles } from './channel-plot.styles.js';
import { compare, seriesOf } from './comparisons.js';

/** @import { ScaleLinear } from 'd3-scale' */
/** @import { Plan } from 'densenet-web' */
/** @import { Point, Series } from './comparisons.js' */
/** @import { Step } from '../structure.js' */

/** Channels against depth, for this network and for other connection patterns. */
class ChannelPlot extends LitElement {
  static properties = {
    plan: { attribute: false },
    step: { attribute: false },
    pointed: { state: true },
    open: { state: true },
  };
  static styles = [shared, tableStyles, plotStyles];
  store = new StoreController(this, []);
  #size = new WidthController(this);
  #stage = new StageController(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Step | null} */
    this.step = null;
    /** @type {Point | null} */
    this.pointed = null;
    this.open = false;
  }

  /** @param {readonly Point[]} points @param {readonly Series[]} series */
  #scales(points, series) {
    const { margin } = PLOT;
    const height = this.#stage.height(PLOT.height);
    const max = Math.max(...points.flatMap((point) => series.map((name) => point[name])));
    return {
      x: scaleLinear([1, points.length + 1], [margin.left, this.#size.width - margin.right]),
      y: scaleLinear([0, max], [height - margin.bottom, margin.top]).nice(),
    };
  }

  /** @param {Point | null} point */
  #look(point) {
    this.pointed = point;
    if (point) link(this.plan, point.layer.name);
    else unlink();
  }

  /** @param {MouseEvent} event @param {readonly Point[]} points @param {{ x: ScaleLinear<number, number> }} scales */
  #point(event, points, { x }) {
    const { left } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const depth = clamp(Math.floor(x.invert(event.clientX - left)), 1, points.length);
    this.#look(points[depth - 1] ?? null);
  }

  /** @param {readonly Point[]} points @param {readonly Series[]} series @param {Point | null} marked */
  #picture(points, series, marked) {
    const words = text().growth.plot;
    const scales = this.#scales(points, series);
    const { x, y } = scales;
    const { margin } = PLOT;
    const height = this.#stage.height(PLOT.height);
    const bottom = height - margin.bottom;
    // Draws the last step to its end.
    const last = points.at(-1);
    const ends = last ? [...points, { ...last, depth: last.depth + 1 }] : points;
    const path = (/** @type {Series} */ name) =>
      line(
        (/** @type {Point} */ point) => x(point.depth),
        (point) => y(point[name]),
      ).curve(curveStepAfter)(ends);
    const filled = area(
      (/** @type {Point} */ point) => x(point.depth),
      bottom,
      (point) => y(point.dense),
    ).curve(curveStepAfter)(ends);
    const starts = points.filter(({ layer }) => layer.index === 1);
    const closest = Math.min(...starts.slice(1).map(({ depth }, at) => x(depth) - x(starts[at].depth)));
    return html`<svg
      role="img"
      aria-label=${words.label}
      width=${this.#size.width}
      height=${height}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, points, scales)}
      @pointerleave=${unlessTouch(() => this.#look(null))}
      @click=${(/** @type {MouseEvent} */ event) => {
        // A tap points and clicks at the same time.
        this.#point(event, points, scales);
        if (this.pointed) navigate({ layer: this.pointed.layer.name });
      }}
    >
      ${y.ticks(5).map(
        (tick) =>
          svg`<line class="grid" x1=${margin.left} x2=${this.#size.width - margin.right} y1=${y(tick)} y2=${y(tick)} />
            <text class="tick" x=${margin.left - 8} y=${y(tick) + 4} text-anchor="end">${formatInteger(tick)}</text>`,
      )}
      ${starts.map(
        ({ depth, layer }) =>
          svg`<line class="block" x1=${x(depth)} x2=${x(depth)} y1=${margin.top} y2=${bottom} />
            <text class="tick" x=${x(depth) + 4} y=${bottom + 16}>${closest < PLOT.label ? layer.block : words.block(layer.block)}</text>`,
      )}
      <text class="tick" x=${this.#size.width - margin.right} y=${height - 4} text-anchor="end">
        ${words.depth}
      </text>
      <path class="area" d=${filled} />
      ${series.map((name) => svg`<path class="line ${name}" d=${path(name)} />`)}
      ${
        marked
          ? svg`<rect class="mark" x=${x(marked.depth)} width=${x(marked.depth + 1) - x(marked.depth)}
              y=${margin.top} height=${bottom - margin.top} />
            ${series.map(
              (name) => svg`<circle class=${name} r="4" cx=${x(marked.depth + 0.5)} cy=${y(marked[name])} />`,
            )}`
          : nothing
      }
    </svg>`;
  }

  /** @param {readonly Point[]} points @param {readonly Series[]} series */
  #table(points, series) {
    const words = text().growth.plot;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.asTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">${text().growth.table.columns.layer}</th>
            ${series.map((name) => html`<th scope="col">${words.series[name]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${points.map(
            (point) =>
              html`<tr>
                <th scope="row">${layerName(point.layer)}</th>
                ${series.map((name) => html`<td>${formatInteger(point[name])}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    const { plan } = this;
    if (!plan) return nothing;
    const words = text().growth.plot;
    const points = compare(plan);
    const series = seriesOf(plan);
    const marked = this.pointed ?? points.find(({ layer }) => layer === this.step?.layer) ?? null;
    const first = points[0];
    return html`
      <ul class="keys">
        ${series.map(
          (name) =>
            html`<li>
              <svg width="34" height="12" aria-hidden="true"><path class="line ${name}" d="M1 6h32" /></svg>
              <span>${words.series[name]}</span>
              ${marked ? html`<b class="number">${formatInteger(marked[name])}</b>` : nothing}
            </li>`,
        )}
      </ul>
      <p class="small soft no-print">${marked ? words.at(layerName(marked.layer)) : words.point}</p>
      ${this.#size.width > 0 && first ? this.#picture(points, series, marked) : nothing}
      <p class="small soft">${words.rules(plan.config.num_init_features, plan.config.growth_rate)}</p>
      <details
        @toggle=${(/** @type {Event} */ event) => {
          this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
        }}
      >
        <summary>${words.asTable}</summary>
        ${this.open ? this.#table(points, series) : nothing}
      </details>
    `;
  }
}

customElements.define('channel-plot', ChannelPlot);
