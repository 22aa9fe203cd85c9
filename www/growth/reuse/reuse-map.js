import { LitElement, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { clamp } from '../../app/clamp.js';
import { formatValue } from '../../app/format.js';
import { readerNamed } from '../../app/connections.js';
import { CutExtents } from '../../app/cut-edits.js';
import { switchConnection, switchOutput } from '../../app/cuts.js';
import { text } from '../../app/i18n.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { keepDrawing } from '../../components/figure/redrawn.js';
import { unlessTouch } from '../../components/pointers.js';
import { StageController } from '../../components/stage-controller.js';
import { tableStyles } from '../../components/table.styles.js';
import { shared } from '../../styles/shared.js';
import { readCanvasColours } from '../canvas-colours.js';
import { prepareCanvas } from '../canvas.js';
import { DarkModeController } from '../dark-mode-controller.js';
import { LinkedCell } from '../linked/linked-cell.js';
import '../maps/colour-legend.js';
import { viewSettings } from '../view-settings.js';
import { AXIS, drawReuse, sizeOf } from './draw-reuse.js';
import { reuseHeading } from './reuse-heading.js';
import { readerName, reuseTable, sourceName } from './reuse-table.js';
import { reuseMapStyles } from './reuse-map.styles.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { Range, Scheme } from '../maps/colour-maps.js' */
/** @import { Cell } from './draw-reuse.js' */

/** One block's feature reuse: which layer reads which channels, with what weight, or to what effect. */
class ReuseMap extends LitElement {
  static properties = {
    block: { attribute: false },
    selected: {},
    kind: {},
    measured: { attribute: false },
    cell: { type: Number },
    at: { state: true },
    open: { state: true },
  };
  static styles = [shared, tableStyles, reuseMapStyles];
  store = new StoreController(this, ['theme', 'plan', 'cuts', 'params']);
  linked = new LinkedCell(this);
  #stage = new StageController(this);

  constructor() {
    super();
    /** @type {BlockReuse | null} */
    this.block = null;
    /** The selected layer's name. */
    this.selected = '';
    /** The weights, or what cutting a connection takes from a class's logit. @type {'weights' | 'effect'} */
    this.kind = 'weights';
    /** Which values are measured, not estimated, by reader; null: all. @type {readonly (readonly boolean[])[] | null} */
    this.measured = null;
    /** The side of a cell in pixels. */
    this.cell = 20;
    /** @type {Cell | null} */
    this.at = null;
    this.open = false;
    new DarkModeController(this, this.#draw);
  }

  /** @returns {Scheme} */
  get #scheme() {
    return this.kind === 'effect' ? 'diverging' : 'viridis';
  }

  /** A cell's side: on the full screen there is room for larger ones. */
  get side() {
    const rows = this.block?.sources.length ?? 1;
    return Math.floor(this.cell * this.#stage.scale(rows * this.cell, 0));
  }

  /** The colours' ends for a column. The weights of the last column differ in kind and magnitude; effects are all logits. @param {number} column @returns {Range} */
  #range(column) {
    const { values = [] } = this.block ?? {};
    const max = (/** @type {(number | null)[]} */ some) =>
      Math.max(0, ...some.map((value) => Math.abs(value ?? 0)));
    if (this.kind === 'effect') {
      const high = max(values.flat());
      return { low: -high, high };
    }
    return { low: 0, high: max(column < values.length - 1 ? values.slice(0, -1).flat() : values[column]) };
  }

  /** @param {Cell} cell */
  #isEstimate({ row, column }) {
    return this.measured !== null && !this.measured[column]?.[row];
  }

  /** @param {Cell} cell */
  #isCut({ row, column }) {
    const { plan, cuts } = this.store.state;
    const reader = plan && readerNamed(plan, this.block?.targets[column] ?? '');
    const source = reader?.sources[row];
    return !!source && new CutExtents(cuts).connection(reader.layer, source) === 'all';
  }

  updated() {
    this.#draw();
  }

  #draw = () => {
    const canvas = this.renderRoot.querySelector('canvas');
    const { block } = this;
    if (!canvas || !block) return;
    const cell = this.side;
    const { width, height } = sizeOf(block, cell);
    const last = readerName(block, block.targets.length - 1).slice(0, 1);
    const selected = block.targets.indexOf(this.selected);
    const scene = {
      block,
      cell,
      rangeOf: (/** @type {number} */ column) => this.#range(column),
      scheme: this.#scheme,
      isEstimate: (/** @type {Cell} */ of) => this.#isEstimate(of),
      isCut: (/** @type {Cell} */ of) => this.#isCut(of),
      colours: readCanvasColours(this),
      at: this.at,
      selected,
      last,
    };
    drawReuse(prepareCanvas(canvas, width, height), scene);
    keepDrawing(canvas, {
      width,
      height,
      draw: (context) => drawReuse(context, { ...scene, at: null }),
    });
  };

  /** @param {Cell | null} at what is pointed at or focused. */
  #look(at) {
    if (at?.row === this.at?.row && at?.column === this.at?.column) return;
    this.at = at;
    this.linked.look(at);
  }

  /** Moves the cursor to the nearest cell with a value. @param {number} row @param {number} column */
  #move(row, column) {
    if (!this.block) return;
    const { targets, sources } = this.block;
    const at = { column: clamp(column, 0, targets.length - 1), row: clamp(row, 0, sources.length - 1) };
    this.#look({ ...at, row: Math.min(at.row, at.column) });
  }

  /** @param {MouseEvent} event */
  #point(event) {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - AXIS.left) / this.side);
    const row = Math.floor((event.clientY - box.top - AXIS.top) / this.side);
    const value = this.block?.values[column]?.[row];
    this.#look(value === null || value === undefined ? null : { row, column });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { row, column } = this.at ?? { row: 0, column: -1 };
    const moves = { ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowUp: [row - 1, column] };
    const to = { ...moves, ArrowDown: [row + 1, column] }[event.key];
    if (event.key === 'Enter') this.#use();
    else if (to) this.#move(to[0], to[1]);
    else return;
    event.preventDefault();
  }

  /** Selects the cell's layer or cuts its connection, as the tool says. */
  #use() {
    const { plan } = this.store.state;
    const layer = this.at && this.block?.targets[this.at.column];
    if (!this.at || !layer || !plan) return;
    const source = readerNamed(plan, layer)?.sources[this.at.row];
    const { tool } = viewSettings();
    if (tool === 'select') navigate({ layer });
    else if (source && tool === 'connection') switchConnection(layer, source.from);
    else if (source) switchOutput(source.maker);
  }

  /** @param {number} value @param {Cell} cell */
  #number(value, cell) {
    return this.#isEstimate(cell) ? `≈ ${formatValue(value)}` : formatValue(value);
  }

  #readout() {
    const words = text().growth.reuse;
    const { at, block } = this;
    const value = at && block?.values[at.column]?.[at.row];
    if (!at || !block || value === null || value === undefined) return words.point;
    const names = /** @type {const} */ ([readerName(block, at.column), sourceName(at.row)]);
    const isCut = this.#isCut(at) ? ` ${words.isCut}` : '';
    if (this.kind === 'weights') return words.value(...names, formatValue(value)) + isCut;
    const how = this.#isEstimate(at) ? words.estimated : words.measured;
    return words.effect(...names, formatValue(Math.abs(value)), value < 0, how) + isCut;
  }

  render() {
    const { block } = this;
    if (!block) return nothing;
    const words = text().growth.reuse;
    const { width, height } = sizeOf(block, this.side);
    const last = block.targets.length - 1;
    const isEffect = this.kind === 'effect';
    return html`<figure>
      ${reuseHeading(block.block, isEffect)}
      <div
        class="map"
        tabindex="0"
        role="group"
        aria-label=${isEffect ? words.effectOf(block.block) : words.mapOf(block.block)}
        @keydown=${this.#key}
        @blur=${() => this.#look(null)}
        @pointermove=${this.#point}
        @pointerleave=${unlessTouch(() => this.#look(null))}
        @click=${(/** @type {MouseEvent} */ event) => {
          // A tap points and clicks at the same time.
          this.#point(event);
          this.#use();
        }}
      >
        <canvas aria-hidden="true" style=${styleMap({ width: `${width}px`, height: `${height}px` })}></canvas>
        <i class="linked" hidden aria-hidden="true"></i>
      </div>
      <p class="small number no-print" aria-live="polite">${this.#readout()}</p>
      <colour-legend .scheme=${this.#scheme} .range=${this.#range(0)}></colour-legend>
      <p class="small soft scale">
        ${isEffect ? words.effectScale : words.lastScale(readerName(block, last), formatValue(this.#range(last).high))}
      </p>
      <details
        @toggle=${(/** @type {Event} */ event) => {
          this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
        }}
      >
        <summary>${words.tableOf(block.block)}</summary>
        ${this.open ? reuseTable(block, words.tableOf(block.block), (value, cell) => this.#number(value, cell)) : nothing}
      </details>
    </figure>`;
  }
}

customElements.define('reuse-map', ReuseMap);
