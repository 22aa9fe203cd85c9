import { LitElement, html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { clamp } from '../../app/clamp.js';
import { formatValue } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { unlessTouch } from '../../components/pointers.js';
import { tableStyles } from '../../components/table.styles.js';
import { shared } from '../../styles/shared.js';
import { readCanvasColours } from '../canvas-colours.js';
import { prepareCanvas } from '../canvas.js';
import { CELL } from '../constants.js';
import { DarkModeController } from '../dark-mode-controller.js';
import '../maps/colour-legend.js';
import { AXIS, drawReuse, sizeOf } from './draw-reuse.js';
import { reuseMapStyles } from './reuse-map.styles.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { Cell } from './draw-reuse.js' */

/** One block's feature reuse: which layer reads which channels, and with what weight. */
class ReuseMap extends LitElement {
  static properties = {
    block: { attribute: false },
    selected: {},
    room: { type: Number },
    at: { state: true },
    open: { state: true },
  };
  static styles = [shared, tableStyles, reuseMapStyles];
  store = new StoreController(this, ['theme']);

  constructor() {
    super();
    /** @type {BlockReuse | null} */
    this.block = null;
    /** The selected layer's name. */
    this.selected = '';
    /** The available width. */
    this.room = 300;
    /** @type {Cell | null} */
    this.at = null;
    this.open = false;
    new DarkModeController(this, this.#draw);
  }

  get #cell() {
    const columns = this.block?.targets.length ?? 1;
    return clamp(Math.floor((this.room - AXIS.left - 2) / columns), CELL.min, CELL.max);
  }

  /** The largest value of the dense layers, and of the last column, whose weights differ in kind and magnitude. */
  get #highs() {
    const values = this.block?.values ?? [];
    const max = (/** @type {(number | null)[]} */ some) => Math.max(0, ...some.map((value) => value ?? 0));
    return { layers: max(values.slice(0, -1).flat()), last: max(values.at(-1) ?? []) };
  }

  /** @param {number} column */
  #reader(column) {
    const words = text().growth.reuse;
    const { targets = [], sources = [], block = 0 } = this.block ?? {};
    if (column < sources.length - 1) return words.layer(column + 1);
    return targets[column] === 'classifier' ? words.classifier : words.transition(block);
  }

  /** @param {number} row */
  #source(row) {
    const words = text().growth.reuse;
    return row === 0 ? words.input : words.layer(row);
  }

  updated() {
    this.#draw();
  }

  #draw = () => {
    const canvas = this.renderRoot.querySelector('canvas');
    const { block } = this;
    if (!canvas || !block) return;
    const cell = this.#cell;
    const { width, height } = sizeOf(block, cell);
    const last = this.#reader(block.targets.length - 1).slice(0, 1);
    const selected = block.targets.indexOf(this.selected);
    const scene = {
      block,
      cell,
      highs: this.#highs,
      colours: readCanvasColours(this),
      at: this.at,
      selected,
      last,
    };
    drawReuse(prepareCanvas(canvas, width, height), scene);
  };

  /** Moves the cursor to the nearest cell with a value. @param {number} row @param {number} column */
  #move(row, column) {
    if (!this.block) return;
    const { targets, sources } = this.block;
    const at = { column: clamp(column, 0, targets.length - 1), row: clamp(row, 0, sources.length - 1) };
    this.at = { ...at, row: Math.min(at.row, at.column) };
  }

  /** @param {MouseEvent} event */
  #point(event) {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - AXIS.left) / this.#cell);
    const row = Math.floor((event.clientY - box.top - AXIS.top) / this.#cell);
    const value = this.block?.values[column]?.[row];
    this.at = value === null || value === undefined ? null : { row, column };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { row, column } = this.at ?? { row: 0, column: -1 };
    const moves = { ArrowRight: [row, column + 1], ArrowLeft: [row, column - 1], ArrowUp: [row - 1, column] };
    const to = { ...moves, ArrowDown: [row + 1, column] }[event.key];
    if (event.key === 'Enter') this.#select();
    else if (to) this.#move(to[0], to[1]);
    else return;
    event.preventDefault();
  }

  #select() {
    const name = this.at && this.block?.targets[this.at.column];
    if (name) navigate({ layer: name });
  }

  #readout() {
    const words = text().growth.reuse;
    const value = this.at && this.block?.values[this.at.column]?.[this.at.row];
    if (!this.at || value === null || value === undefined) return words.point;
    return words.value(this.#reader(this.at.column), this.#source(this.at.row), formatValue(value));
  }

  /** @param {BlockReuse} block */
  #table({ sources, targets, values, block }) {
    const words = text().growth.reuse;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.tableOf(block)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.source}</th>
            ${targets.map((_, column) => html`<th scope="col">${this.#reader(column)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${sources.map(
            (_, row) =>
              html`<tr>
                <th scope="row">${this.#source(row)}</th>
                ${values.map((of) => {
                  const value = of[row] ?? null;
                  return html`<td>${value === null ? '' : formatValue(value)}</td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    const { block } = this;
    if (!block) return nothing;
    const words = text().growth.reuse;
    const { width, height } = sizeOf(block, this.#cell);
    const highs = this.#highs;
    return html`<figure>
      <figcaption>${text().growth.block(block.block)}</figcaption>
      <div
        class="map"
        tabindex="0"
        role="group"
        aria-label=${words.mapOf(block.block)}
        @keydown=${this.#key}
        @blur=${() => (this.at = null)}
        @pointermove=${this.#point}
        @pointerleave=${unlessTouch(() => (this.at = null))}
        @click=${(/** @type {MouseEvent} */ event) => {
          // A tap points and clicks at the same time.
          this.#point(event);
          this.#select();
        }}
      >
        <canvas aria-hidden="true" style=${styleMap({ width: `${width}px`, height: `${height}px` })}></canvas>
      </div>
      <p class="small number" aria-live="polite">${this.#readout()}</p>
      <colour-legend scheme="viridis" .range=${{ low: 0, high: highs.layers }}></colour-legend>
      <p class="small soft">
        ${words.lastScale(this.#reader(block.targets.length - 1), formatValue(highs.last))}
      </p>
      <details
        @toggle=${(/** @type {Event} */ event) => {
          this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
        }}
      >
        <summary>${words.tableOf(block.block)}</summary>
        ${this.open ? this.#table(block) : nothing}
      </details>
    </figure>`;
  }
}

customElements.define('reuse-map', ReuseMap);
