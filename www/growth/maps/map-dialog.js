import { LitElement, css, html, nothing } from 'lit';
import { formatPercent, formatValue } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { navigate } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import '../../components/figure-tools.js';
import '../../components/network-input.js';
import { unlessTouch } from '../../components/pointers.js';
import { tableStyles } from '../../components/table.styles.js';
import { shared } from '../../styles/shared.js';
import '../cuts/channel-cut.js';
import { firstChoice } from '../structure.js';
import './colour-legend.js';
import './map-canvas.js';
import { numberTable } from './number-table.js';

/** @import { FeatureMaps } from 'densenet-web' */
/** @import { Range, Scheme } from './colour-maps.js' */
/** @import { Tile } from './feature-tiles.js' */

/** One map, enlarged, next to the network's input. Arrow keys switch to its neighbours. */
export class MapDialog extends LitElement {
  static properties = {
    maps: { attribute: false },
    tiles: { attribute: false },
    range: { attribute: false },
    scheme: {},
    label: {},
    channel: { state: true },
    at: { state: true },
    open: { state: true },
  };
  static styles = [
    shared,
    tableStyles,
    css`
      dialog {
        width: min(54rem, 100vw - 2rem);
        max-height: calc(100dvh - 2rem);
        padding: var(--space-5);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
        box-shadow: var(--shadow);
      }
      dialog::backdrop {
        background: var(--backdrop);
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: start;
        gap: var(--space-3);
        margin-bottom: var(--space-4);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
        gap: var(--space-4);
      }
      figure {
        display: grid;
        gap: var(--space-2);
        align-content: start;
      }
      .neighbours {
        margin-bottom: var(--space-4);
      }
      .facts {
        margin-top: var(--space-4);
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--space-3) var(--space-5);
      }
      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3) var(--space-5);
      }
      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
    `,
  ];
  store = new StoreController(this, ['result']);

  constructor() {
    super();
    /** @type {FeatureMaps | null} */
    this.maps = null;
    /** @type {readonly Tile[]} */
    this.tiles = [];
    /** @type {Range | null} */
    this.range = null;
    /** @type {Scheme} */
    this.scheme = 'viridis';
    this.label = '';
    /** @type {number | null} null: closed. */
    this.channel = null;
    /** @type {{ x: number, y: number } | null} the pixel under the pointer. */
    this.at = null;
    this.open = false;
  }

  /** @param {number} channel */
  show(channel) {
    this.channel = channel;
    this.at = null;
  }

  updated() {
    const { selectedLayer, plan } = this.store.state;
    const layer = selectedLayer ?? (plan && firstChoice(plan)?.layer.name);
    if (this.channel !== null && layer && this.maps?.layer === layer)
      navigate({ layer, channel: this.channel }, { replace: true });
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }

  /** @param {number} by */
  #go(by) {
    const { length } = this.tiles;
    this.channel = ((this.channel ?? 0) + by + length) % length;
    this.at = null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) this.#go(by);
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { width = 1, height = 1 } = this.maps ?? {};
    const box = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
    const place = (/** @type {number} */ share, /** @type {number} */ count) =>
      Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    this.at = {
      x: place((event.clientX - box.left) / box.width, width),
      y: place((event.clientY - box.top) / box.height, height),
    };
  }

  /** @param {Tile} tile */
  #facts({ values, range }) {
    const words = text().growth.maps;
    let sum = 0;
    let zeros = 0;
    for (const value of values) {
      sum += value;
      if (value <= 0) zeros += 1;
    }
    const facts = [
      [words.lowest, formatValue(range.low)],
      [words.mean, formatValue(sum / values.length)],
      [words.highest, formatValue(range.high)],
      [words.notPositive, formatPercent(zeros / values.length)],
    ];
    return html`<dl class="number">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>`;
  }

  render() {
    const tile = this.channel === null ? null : this.tiles[this.channel];
    if (!tile || !this.maps) return nothing;
    const words = text().growth.maps;
    const { width, height } = this.maps;
    const { result } = this.store.state;
    const value = this.at ? tile.values[this.at.y * width + this.at.x] : undefined;
    return html`<dialog
      aria-labelledby="title"
      @close=${() => (this.channel = null)}
      @keydown=${this.#key}
      @click=${(/** @type {Event} */ event) => event.target === event.currentTarget && this.#close()}
    >
      <header>
        <div>
          <h3 id="title">${words.channelOf(tile.channel + 1, this.tiles.length)}</h3>
          <p class="soft">${this.label} · ${height} × ${width}</p>
        </div>
        <figure-tools
          .name=${`map-${tile.channel + 1}`}
          .heading=${words.channelOf(tile.channel + 1, this.tiles.length)}
          .layer=${this.label}
          parts=".pair, .facts"
        ></figure-tools>
        <button @click=${this.#close}>${words.close}</button>
      </header>
      <div class="row neighbours">
        <button @click=${() => this.#go(-1)}>${words.previous}</button>
        <button @click=${() => this.#go(1)}>${words.next}</button>
        <channel-cut .layer=${this.maps.layer} .channel=${tile.channel}></channel-cut>
      </div>
      <div class="pair">
        <figure>
          <map-canvas
            .values=${tile.values}
            .width=${width}
            .height=${height}
            .range=${this.range ?? tile.range}
            .scheme=${this.scheme}
            @pointerdown=${this.#point}
            @pointermove=${this.#point}
            @pointerleave=${unlessTouch(() => (this.at = null))}
          ></map-canvas>
          <figcaption class="small soft number ${value === undefined ? 'no-print' : ''}">
            ${value === undefined ? words.pointAt : words.valueAt(this.at?.x ?? 0, this.at?.y ?? 0, formatValue(value))}
          </figcaption>
        </figure>
        ${
          result
            ? html`<figure>
                <network-input></network-input>
                <figcaption class="small soft">${words.given}</figcaption>
              </figure>`
            : nothing
        }
      </div>
      <div class="facts">
        <colour-legend .range=${this.range ?? tile.range} .scheme=${this.scheme}></colour-legend>
        ${this.#facts(tile)}
      </div>
      <details
        @toggle=${(/** @type {Event} */ event) => {
          this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
        }}
      >
        <summary>${words.asTable}</summary>
        ${this.open ? numberTable({ data: tile.values, width, height }, words.asTable) : nothing}
      </details>
    </dialog>`;
  }
}

customElements.define('map-dialog', MapDialog);
