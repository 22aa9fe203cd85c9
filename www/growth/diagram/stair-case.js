import { LitElement, html, nothing } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { styleMap } from 'lit/directives/style-map.js';
import { text } from '../../app/i18n.js';
import { layerName } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import { readCanvasColours } from '../canvas-colours.js';
import { cropOf } from '../crop.js';
import { DarkModeController } from '../dark-mode-controller.js';
import { ReuseReader } from '../reuse/reuse-reader.js';
import './block-labels.js';
import { differ, holds, itemsOf } from './items.js';
import { moved, zoomed } from './keys.js';
import { layOut } from './layout.js';
import { MeanMaps } from './mean-maps.js';
import { paint } from './paint.js';
import { stairStyles } from './stair-case.styles.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Item } from './items.js' */
/** @import { Layout } from './layout.js' */

/** The side of the image's crop, which is drawn smaller. */
const CROP = 128;

/**
 * The network as a staircase: a listbox of layers, drawn on a canvas.
 *
 * @fires {CustomEvent<string>} pick a layer's name.
 * @fires {CustomEvent<string | null>} highlight a layer's name: pointed at, or focused.
 * @fires {CustomEvent<number>} fold a block, or unfold it.
 * @fires {CustomEvent<number>} zoom by the number.
 */
export class StairCase extends LitElement {
  static properties = {
    plan: { attribute: false },
    selected: {},
    pitch: { type: Number },
    // A set with the same blocks is not a change; a change would scroll to the selected layer.
    folded: { attribute: false, hasChanged: differ },
    focused: { state: true },
    pointed: { state: true },
  };
  static styles = [shared, stairStyles];

  store = new StoreController(this, ['theme', 'picture', 'result', 'network']);
  reuse = new ReuseReader(this);
  means = new MeanMaps(this, () => this.draw());
  #scroller = createRef();
  #canvas = createRef();
  #request = 0;
  #size = new WidthController(this);
  /** Nothing can be scrolled into view before the width is known. */
  #isLaidOut = false;
  /** @type {Layout | null} */
  #layout = null;
  /** @type {readonly Item[]} */
  #items = [];

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.selected = '';
    /** @type {number | null} */
    this.pitch = null;
    /** @type {ReadonlySet<number>} */
    this.folded = new Set();
    /** @type {string | null} */
    this.focused = null;
    /** @type {string | null} */
    this.pointed = null;
    this.progress = Infinity;
    new DarkModeController(this, this.draw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  willUpdate() {
    const { plan, width, pitch, folded } = this;
    this.#layout = plan && width ? layOut({ plan, width, pitch, folded }) : null;
    this.#items = this.#layout ? itemsOf(this.#layout) : [];
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    const appeared = !this.#isLaidOut && this.#layout !== null;
    this.#isLaidOut = this.#layout !== null;
    if (appeared || changed.has('selected') || changed.has('plan') || changed.has('folded'))
      this.reveal(this.selected);
    this.draw();
  }

  /** The width in pixels; 0 until it is known. */
  get width() {
    return this.#size.width;
  }

  /** Scrolls a layer into view. @param {string} name */
  reveal(name) {
    const scroller = /** @type {HTMLElement | undefined} */ (this.#scroller.value);
    const column = this.#layout?.columns.find(({ step }) => step.layer.name === name);
    if (!scroller || !column) return;
    const { x, body } = column;
    const { scrollLeft: left, clientWidth: width } = scroller;
    if (x < left + 24 || x + body > left + width - 24) scroller.scrollLeft = x - width / 3;
  }

  /** Draws with the next frame. */
  draw = () => {
    this.#request ||= requestAnimationFrame(() => {
      this.#request = 0;
      this.#paint();
    });
  };

  #paint() {
    const canvas = /** @type {HTMLCanvasElement | undefined} */ (this.#canvas.value);
    const scroller = /** @type {HTMLElement | undefined} */ (this.#scroller.value);
    const { plan, width, progress, selected } = this;
    if (!canvas || !scroller || !this.#layout || !plan || !this.isConnected) return;
    const { picture, network } = this.store.state;
    paint(canvas, {
      layout: this.#layout,
      colours: readCanvasColours(this),
      left: scroller.scrollLeft,
      width,
      progress,
      theta: plan.config.compression_rate,
      selected,
      highlighted: this.pointed ?? this.focused,
      crop: picture && network && cropOf(picture, network, CROP),
      means: this.means.pictures,
      use: (step) => this.reuse.use(step),
    });
  }

  /** The columns' pitch, chosen or automatic. */
  get currentPitch() {
    return this.#layout?.pitch ?? 0;
  }

  /** @param {Item} item */
  #choose({ column, block }) {
    if (block !== null) this.#fold(block);
    else this.dispatchEvent(new CustomEvent('pick', { detail: column.step.layer.name }));
  }

  /** @param {number} block */
  #fold(block) {
    this.dispatchEvent(new CustomEvent('fold', { detail: block }));
  }

  /** @param {'pointed' | 'focused'} how @param {string | null} name */
  #highlight(how, name) {
    this[how] = name;
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
    if (to !== null) {
      /** @type {HTMLElement | undefined} */ (this.renderRoot.querySelectorAll('[role=option]')[to])?.focus();
    } else if (zoom !== 0) {
      this.dispatchEvent(new CustomEvent('zoom', { detail: zoom }));
    } else if (item && (event.key === 'Enter' || event.key === ' ')) this.#choose(item);
    else return;
    event.preventDefault();
  }

  /** @param {Item} item @param {number} at @param {number} current */
  #option(item, at, current) {
    const words = text().growth;
    const { layer } = item.column.step;
    const { name } = layer;
    const label =
      item.block === null
        ? words.option(layerName(layer), layer.inChannels, layer.outChannels)
        : words.foldedOption(item.block, this.plan?.config.block_config[item.block - 1] ?? 0);
    return html`<div
      role="option"
      tabindex=${at === current ? 0 : -1}
      aria-selected=${this.#holds(item) ? 'true' : 'false'}
      ?data-folded=${item.block !== null}
      aria-label=${label}
      data-layer=${name}
      style=${styleMap({ left: `${item.x}px`, width: `${item.width}px` })}
      @click=${() => this.#choose(item)}
      @focus=${() => this.#highlight('focused', name)}
      @blur=${() => this.#highlight('focused', null)}
      @pointerenter=${() => this.#highlight('pointed', name)}
      @pointerleave=${() => this.#highlight('pointed', null)}
    ></div>`;
  }

  render() {
    const layout = this.#layout;
    if (!layout) return nothing;
    const current = this.#current;
    return html`<div class="scroller" ${ref(this.#scroller)} @scroll=${this.draw}>
      <div class="content" style=${styleMap({ width: `${layout.width}px` })}>
        <canvas
          aria-hidden="true"
          ${ref(this.#canvas)}
          style=${styleMap({ width: `${this.width}px`, height: `${layout.height}px` })}
        ></canvas>
        <div
          role="listbox"
          aria-label=${text().growth.listbox}
          aria-orientation="horizontal"
          style=${styleMap({ height: `${layout.height}px` })}
          @keydown=${this.#key}
        >
          ${this.#items.map((item, at) => this.#option(item, at, current))}
        </div>
        <block-labels
          .layout=${layout}
          @fold=${(/** @type {CustomEvent<number>} */ event) => this.#fold(event.detail)}
        ></block-labels>
      </div>
    </div>`;
  }
}

customElements.define('stair-case', StairCase);
