import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { LitElement, html, nothing, svg } from 'lit';
import { clamp } from '../app/clamp.js';
import { formatSmall } from '../app/format.js';
import { blocksOf, gradientPoints, gradientRange } from '../app/gradient-points.js';
import { text } from '../app/i18n.js';
import { layerName } from '../app/names.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { gradientPlotStyles } from './gradient-plot.styles.js';
import { unlessTouch } from './pointers.js';
import { tableStyles } from './table.styles.js';
import { StageController } from './stage-controller.js';
import { WidthController } from './width-controller.js';

/** @import { ScaleContinuousNumeric, ScaleLinear } from 'd3-scale' */
/** @import { Gradients, Plan } from 'densenet-web' */
/** @import { GradientPoint, Measure } from '../app/gradient-points.js' */

const HEIGHT = 280;
const MARGIN = { top: 14, right: 16, bottom: 44, left: 58 };
/** The least width of a block for its full name. */
const LABEL = 60;

/**
 * The gradient by each layer's output, against depth.
 *
 * @fires {CustomEvent<string>} choose the layer that was clicked.
 * @fires {CustomEvent<string | null>} look the layer that is pointed at.
 */
class GradientPlot extends LitElement {
  static properties = {
    plan: { attribute: false },
    gradients: { attribute: false },
    measure: {},
    selected: {},
    label: {},
    choosable: { type: Boolean, reflect: true },
    pointed: { state: true },
    open: { state: true },
  };
  static styles = [shared, tableStyles, gradientPlotStyles];
  store = new StoreController(this, []);
  #size = new WidthController(this);
  #stage = new StageController(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Gradients | null} */
    this.gradients = null;
    /** @type {Measure} */
    this.measure = 'norm';
    this.selected = '';
    this.label = '';
    this.choosable = false;
    /** @type {GradientPoint | null} */
    this.pointed = null;
    this.open = false;
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    if (changed.has('pointed') && changed.get('pointed') !== undefined)
      this.dispatchEvent(new CustomEvent('look', { detail: this.pointed?.layer.name ?? null }));
  }

  /** @param {MouseEvent} event @param {readonly GradientPoint[]} points @param {ScaleLinear<number, number>} x */
  #point(event, points, x) {
    const { left } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    this.pointed = points[clamp(Math.round(x.invert(event.clientX - left)), 0, points.length - 1)] ?? null;
  }

  /** @param {KeyboardEvent} event @param {readonly GradientPoint[]} points @param {GradientPoint | null} marked */
  #key(event, points, marked) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === 'Enter') this.#choose();
    else if (by) this.pointed = points[clamp((marked?.depth ?? -1) + by, 0, points.length - 1)] ?? null;
    else return;
    event.preventDefault();
  }

  #choose() {
    if (this.choosable && this.pointed)
      this.dispatchEvent(new CustomEvent('choose', { detail: this.pointed.layer.name }));
  }

  /** @param {readonly GradientPoint[]} points @param {[number, number]} range @param {GradientPoint | null} marked */
  #picture(points, range, marked) {
    const words = text().explain.gradients;
    const { width } = this.#size;
    const height = this.#stage.height(HEIGHT);
    const bottom = height - MARGIN.bottom;
    const x = scaleLinear([0, points.length - 1], [MARGIN.left + 8, width - MARGIN.right - 8]);
    const y = scaleLog(range, [bottom, MARGIN.top]);
    const [lowest] = y.domain();
    // A gradient of zero has no place on the axis: it lies at its foot.
    const place = (/** @type {GradientPoint} */ { value }) => y(Math.max(value, lowest));
    const path = line((/** @type {GradientPoint} */ { depth }) => x(depth), place);
    return html`<svg
      role="img"
      aria-label=${this.label}
      width=${width}
      height=${height}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, points, x)}
      @pointerleave=${unlessTouch(() => (this.pointed = null))}
      @click=${(/** @type {MouseEvent} */ event) => {
        // A tap points and clicks at the same time.
        this.#point(event, points, x);
        this.#choose();
      }}
    >
      ${this.#ticks(y, width)}
      ${blocksOf(points).map(({ block, points: within }) => {
        const [first] = within;
        const room = (within.length * (width - MARGIN.left)) / points.length;
        return svg`<line class="block" x1=${x(first.depth - 0.5)} x2=${x(first.depth - 0.5)} y1=${MARGIN.top} y2=${bottom} />
          <text class="tick" x=${x(first.depth - 0.5) + 4} y=${bottom + 16}>${room < LABEL ? block : words.block(block)}</text>
          <path class="line" d=${path(within)} />`;
      })}
      <text class="tick" x=${width - MARGIN.right} y=${height - 6} text-anchor="end">${words.depth}</text>
      ${marked ? svg`<rect class="mark" x=${x(marked.depth) - 7} width="14" y=${MARGIN.top} height=${bottom - MARGIN.top} />` : nothing}
      ${points.map(
        (point) =>
          svg`<circle class=${point.layer.kind === 'dense-layer' ? 'dense' : 'other'} r=${point === marked ? 5 : 3.2}
            cx=${x(point.depth)} cy=${place(point)} />`,
      )}
    </svg>`;
  }

  /** @param {ScaleContinuousNumeric<number, number>} y @param {number} width */
  #ticks(y, width) {
    // On a logarithmic axis, there are too many others.
    const ticks = y.ticks(4).filter((tick) => /^[125]/.test(tick.toExponential()));
    return ticks.map(
      (tick) =>
        svg`<line class="grid" x1=${MARGIN.left} x2=${width - MARGIN.right} y1=${y(tick)} y2=${y(tick)} />
          <text class="tick" x=${MARGIN.left - 8} y=${y(tick) + 4} text-anchor="end">${formatSmall(tick)}</text>`,
    );
  }

  /** @param {readonly GradientPoint[]} points */
  #table(points) {
    const words = text().explain.gradients;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.asTable}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.layer}</th>
            <th scope="col">${words.measures[this.measure]}</th>
          </tr>
        </thead>
        <tbody>
          ${points.map(
            (point) =>
              html`<tr>
                <th scope="row">${layerName(point.layer)}</th>
                <td>${formatSmall(point.value)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    const { plan, gradients } = this;
    if (!plan || !gradients) return nothing;
    const words = text().explain.gradients;
    const points = gradientPoints(plan, gradients, this.measure);
    const range = gradientRange(points);
    if (!range) return html`<p>${words.zero}</p>`;
    const marked = this.pointed ?? points.find(({ layer }) => layer.name === this.selected) ?? null;
    return html`
      <div
        tabindex="0"
        role="group"
        aria-label=${words.keys}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event, points, marked)}
        @blur=${() => (this.pointed = null)}
      >
        ${this.#size.width > 0 ? this.#picture(points, range, marked) : nothing}
      </div>
      <p class="small number ${marked ? '' : 'no-print'}" aria-live="polite">
        ${marked ? words.at(layerName(marked.layer), formatSmall(marked.value)) : words.point}
      </p>
      <ul class="keys small soft">
        <li>
          <svg width="12" height="12" aria-hidden="true"><circle class="dense" r="4" cx="6" cy="6" /></svg>
          ${words.dense}
        </li>
        <li>
          <svg width="12" height="12" aria-hidden="true"><circle class="other" r="4" cx="6" cy="6" /></svg>
          ${words.others}
        </li>
      </ul>
      <details
        @toggle=${(/** @type {Event} */ event) => {
          this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
        }}
      >
        <summary>${words.asTable}</summary>
        ${this.open ? this.#table(points) : nothing}
      </details>
    `;
  }
}

customElements.define('gradient-plot', GradientPlot);
