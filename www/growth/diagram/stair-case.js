import { LitElement, html } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { styleMap } from '../../components/style-map.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { StageController } from '../../components/stage-controller.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import '../linked/linked-marks.js';
import { linkTarget, unlink } from '../linked/links.js';
import { DarkModeController } from '../dark-mode-controller.js';
import { ReuseReader } from '../reuse/reuse-reader.js';
import './block-labels.js';
import { CutCursor } from './cut-cursor.js';
import { differ, holds, itemsOf } from './items.js';
import { moved, zoomed } from './keys.js';
import { layerOption } from './layer-option.js';
import { MeanMaps } from './mean-maps.js';
import { layOutOn, reservedRoom } from './stage-layout.js';
import { StairPainter } from './stair-painter.js';
import { stairStyles } from './stair-case.styles.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Target, Tool } from '../cuts/targets.js' */
/** @import { Scene } from './draw-staircase.js' */
/** @import { Item } from './items.js' */
/** @import { Layout } from './layout.js' */

/**
 * The network as a staircase: a listbox of layers, drawn on a canvas.
 *
 * @fires {CustomEvent<string>} pick a layer's name.
 * @fires {CustomEvent<string | null>} highlight a layer's name: pointed at, or focused.
 * @fires {CustomEvent<Target | null>} target what a click or Enter would cut.
 * @fires {CustomEvent<number>} fold a block, or unfold it.
 * @fires {CustomEvent<number>} zoom by the number.
 */
export class StairCase extends LitElement {
  static properties = {
    plan: { attribute: false },
    selected: {},
    tool: {},
    pitch: { type: Number },
    // A set with the same blocks is not a change; a change would scroll to the selected layer.
    folded: { attribute: false, hasChanged: differ },
    focused: { state: true },
    pointed: { state: true },
  };
  static styles = [shared, stairStyles];
  store = new StoreController(this, ['theme', 'picture', 'result', 'live', 'network', 'cuts']);
  reuse = new ReuseReader(this);
  means = new MeanMaps(this, () => this.draw());
  cursor = new CutCursor(this, (target) => {
    this.dispatchEvent(new CustomEvent('target', { detail: target }));
    this.draw();
  });
  #painter = new StairPainter(this);
  #size = new WidthController(this);
  #stage = new StageController(this);
  /** Nothing can be scrolled into view before the width is known. */
  #isLaidOut = false;
  /** @type {Layout | null} */
  layout = null;
  /** @type {readonly Item[]} */
  #items = [];

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.selected = '';
    /** @type {Tool} what a click does. */
    this.tool = 'select';
    /** @type {number | null} */
    this.pitch = null;
    /** @type {ReadonlySet<number>} */
    this.folded = new Set();
    /** @type {string | null} */
    this.focused = null;
    /** @type {string | null} */
    this.pointed = null;
    this.progress = Infinity;
    /** @type {Scene['signal']} */
    this.signal = null;
    /** The index of the layer that the animation has reached. @type {number | null} */
    this.at = null;
    new DarkModeController(this, this.#painter.refresh);
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (changed.has('tool')) this.cursor.clear();
    const { plan, width, pitch, folded } = this;
    this.layout = plan && width ? layOutOn(this.#stage, { plan, width, pitch, folded }) : null;
    this.#items = this.layout ? itemsOf(this.layout) : [];
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    const appeared = !this.#isLaidOut && this.layout !== null;
    this.#isLaidOut = this.layout !== null;
    if (appeared || changed.has('selected') || changed.has('plan') || changed.has('folded'))
      this.reveal(this.selected);
    this.#painter.refresh();
  }

  /** The width in pixels; 0 until it is known. */
  get width() {
    return this.#size.width;
  }

  /** Scrolls a layer into view. @param {string} name */
  reveal(name) {
    const column = this.layout?.columns.find(({ step }) => step.layer.name === name);
    if (column) this.#painter.reveal(column);
  }

  /** Draws with the next frame. */
  draw = () => this.#painter.draw();

  /** The columns' pitch, chosen or automatic. */
  get currentPitch() {
    return this.layout?.pitch ?? 0;
  }

  /** @param {Item} item */
  #choose({ column, block }) {
    if (block !== null) this.#fold(block);
    else if (this.tool === 'select')
      this.dispatchEvent(new CustomEvent('pick', { detail: column.step.layer.name }));
  }

  /** @param {number} block */
  #fold(block) {
    this.dispatchEvent(new CustomEvent('fold', { detail: block }));
  }

  /** Beside the strips, the arcs of the selected layer stay. @param {MouseEvent} event */
  #point(event) {
    linkTarget(this.plan, this.cursor.connection(event), this.pointed ?? this.focused);
    if (this.tool !== 'select') this.#highlight('pointed', this.cursor.point(event)?.step.layer.name ?? null);
  }

  #leave = () => {
    this.cursor.clear();
    unlink();
  };

  /** @param {MouseEvent} event */
  #cut(event) {
    this.#point(event);
    if (this.tool !== 'select') this.cursor.use();
  }

  /** @param {'pointed' | 'focused'} how @param {string | null} name */
  #highlight(how, name) {
    if (this[how] === name) return;
    this[how] = name;
    const item = this.#items.find(({ column }) => column.step.layer.name === name);
    if (how === 'focused') this.cursor.focus(item?.block === null ? item.column : null);
    if (how === 'focused' || name === null)
      linkTarget(this.plan, this.cursor.target, this.pointed ?? this.focused);
    this.dispatchEvent(new CustomEvent('highlight', { detail: this.pointed ?? this.focused }));
  }

  /** Whether an item is or contains the selected layer. @param {Item} item */
  #holds(item) {
    return this.plan !== null && holds(item, this.plan, this.selected);
  }

  /** The item that the Tab key reaches. */
  get #current() {
    const at = (/** @type {string | null} */ name) =>
      this.#items.findIndex(({ column }) => column.step.layer.name === name);
    const selected = this.#items.findIndex((item) => this.#holds(item));
    return Math.max(0, this.focused === null ? selected : at(this.focused));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = this.#current;
    const to = moved(event, at, this.#items.length);
    const zoom = zoomed(event);
    const item = this.#items[at];
    if (item?.block === null && this.cursor.key(item.column, event.key)) {
      // It was for the column's strips.
    } else if (to !== null) {
      /** @type {HTMLElement | undefined} */ (this.renderRoot.querySelectorAll('[role=option]')[to])?.focus();
    } else if (zoom !== 0) {
      this.dispatchEvent(new CustomEvent('zoom', { detail: zoom }));
    } else if (item && (event.key === 'Enter' || event.key === ' ')) this.#choose(item);
    else return;
    event.preventDefault();
  }

  /** @param {Item} item @param {number} at @param {number} current */
  #option(item, at, current) {
    const { name } = item.column.step.layer;
    return layerOption(item, {
      plan: this.plan,
      baseline: this.layout?.baseline ?? 0,
      isCurrent: at === current,
      isSelected: this.#holds(item),
      choose: () => this.#choose(item),
      focus: (on) => this.#highlight('focused', on ? name : null),
      // Among strips, the place of the pointer matters; see `#point`.
      point: (on) => (this.tool === 'select' || !on) && this.#highlight('pointed', on ? name : null),
    });
  }

  render() {
    const layout = this.layout;
    if (!layout) return reservedRoom(this.#stage, this);
    const current = this.#current;
    return html`<div class="scroller" ${ref(this.#painter.scroller)} @scroll=${this.draw}>
      <div class="content" style=${styleMap({ width: `${layout.width}px` })}>
        <canvas
          aria-hidden="true"
          ${ref(this.#painter.canvas)}
          style=${styleMap({ width: `${this.width}px`, height: `${layout.height}px` })}
        ></canvas>
        <div
          role="listbox"
          aria-label=${text().growth.listbox}
          aria-orientation="horizontal"
          style=${styleMap({ height: `${layout.height}px` })}
          @keydown=${this.#key}
          @pointermove=${this.#point}
          @pointerleave=${this.#leave}
          @click=${this.#cut}
          ?data-cutting=${this.tool !== 'select'}
        >
          ${this.#items.map((item, at) => this.#option(item, at, current))}
        </div>
        <linked-marks .layout=${layout}></linked-marks>
        <block-labels
          .layout=${layout}
          @fold=${(/** @type {CustomEvent<number>} */ event) => this.#fold(event.detail)}
        ></block-labels>
      </div>
    </div>`;
  }
}

customElements.define('stair-case', StairCase);
