import { LitElement, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatValue } from '../../app/format.js';
import { CutExtents } from '../../app/cut-edits.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { TILES } from '../constants.js';
import { rangeOf, zeroOf } from './colour-maps.js';
import { tileStyles } from './feature-tiles.styles.js';
import './map-canvas.js';
import './map-dialog.js';

/** @import { FeatureMaps } from 'densenet-web' */
/** @import { Range, Scheme } from './colour-maps.js' */
/** @import { MapDialog } from './map-dialog.js' */

/** @typedef {{ channel: number, values: Float32Array, range: Range }} Tile */

/** The maps of a layer as tiles; each can be enlarged. */
class FeatureTiles extends LitElement {
  static properties = {
    maps: { attribute: false },
    range: { attribute: false },
    scheme: {},
    colour: {},
    label: {},
    page: { state: true },
  };
  static styles = [shared, tileStyles];
  store = new StoreController(this, ['selectedLayer', 'selectedChannel', 'cuts']);
  /** @type {readonly Tile[]} */
  #tiles = [];

  constructor() {
    super();
    /** @type {FeatureMaps | null} */
    this.maps = null;
    /** @type {Range | null} shared by all; null if each map has its own. */
    this.range = null;
    /** @type {Scheme} */
    this.scheme = 'viridis';
    /** The layer that produced them. */
    this.colour = '';
    this.label = '';
    this.page = 0;
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  willUpdate(changed) {
    if (!changed.has('maps')) return;
    const before = changed.get('maps');
    const { selectedLayer, selectedChannel } = this.store.state;
    // A link may lead to a channel of a later page.
    const first = this.maps?.layer === selectedLayer ? (selectedChannel ?? 0) : 0;
    if (before?.layer !== this.maps?.layer) this.page = Math.floor(first / TILES);
    const { data, channels, height, width } = this.maps ?? { data: null, channels: 0, height: 0, width: 0 };
    const size = height * width;
    this.#tiles = Array.from({ length: data ? channels : 0 }, (_, channel) => {
      const values = /** @type {Float32Array} */ (data).subarray(channel * size, (channel + 1) * size);
      return { channel, values, range: rangeOf(values) };
    });
  }

  /** @param {number} channel */
  #enlarge(channel) {
    /** @type {MapDialog} */ (this.renderRoot.querySelector('map-dialog')).show(channel);
  }

  /** @param {Tile} tile */
  #tile({ channel, values, range }) {
    const words = text().growth.maps;
    const { height = 1, width = 1 } = this.maps ?? {};
    const zero = zeroOf(this.range ?? range, this.scheme);
    const { selectedLayer, selectedChannel, cuts } = this.store.state;
    const layer = this.maps?.layer ?? '';
    const isSelected = layer === selectedLayer && channel === selectedChannel;
    const extent = new CutExtents(cuts).output(layer);
    const facts = words.facts(channel + 1, formatValue(range.low), formatValue(range.high));
    return html`<li>
      <button
        data-printed
        title=${facts}
        aria-label=${words.enlarge(facts)}
        aria-current=${isSelected ? 'true' : 'false'}
        ?data-cut=${extent === 'all' || extent?.has(channel)}
        @click=${() => this.#enlarge(channel)}
      >
        <map-canvas
          .values=${values}
          .height=${height}
          .width=${width}
          .range=${this.range ?? range}
          .scheme=${this.scheme}
        ></map-canvas>
        <span class="zero" aria-hidden="true"
          >${zero === null ? nothing : html`<i style=${styleMap({ left: `${100 * zero}%` })}></i>`}</span
        >
      </button>
    </li>`;
  }

  #pages() {
    const words = text().growth.maps;
    const { length } = this.#tiles;
    const pages = Math.ceil(length / TILES);
    if (pages < 2) return nothing;
    const first = this.page * TILES;
    return html`<div class="row small">
      <button ?disabled=${this.page === 0} @click=${() => (this.page -= 1)}>${words.earlier}</button>
      <span class="number" role="status">
        ${words.range(first + 1, Math.min(first + TILES, length), length)}
      </span>
      <button ?disabled=${this.page === pages - 1} @click=${() => (this.page += 1)}>${words.later}</button>
    </div>`;
  }

  render() {
    const shown = this.#tiles.slice(this.page * TILES, (this.page + 1) * TILES);
    return html`
      <ul aria-label=${this.label} style=${styleMap({ '--origin': this.colour })}>
        ${shown.map((tile) => this.#tile(tile))}
      </ul>
      ${this.#pages()}
      <map-dialog
        .maps=${this.maps}
        .tiles=${this.#tiles}
        .range=${this.range}
        .scheme=${this.scheme}
        .label=${this.label}
      ></map-dialog>
    `;
  }
}

customElements.define('feature-tiles', FeatureTiles);
