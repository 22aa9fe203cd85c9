import { LitElement, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { seenResult } from '../../app/frames.js';
import { text } from '../../app/i18n.js';
import { activationOf, channelsSeen } from '../../app/intake.js';
import { layerName } from '../../app/names.js';
import { StoreController } from '../../app/store.js';
import '../../components/figure-tools.js';
import '../../components/network-input.js';
import '../../components/radio-row.js';
import { shared } from '../../styles/shared.js';
import { LinkController } from '../linked/link-controller.js';
import { linkText } from '../linked/links.js';
import { originName } from '../origin-name.js';
import { cssColourOf } from '../staircase-colours.js';
import { feedsOf, stepNamed } from '../structure.js';
import { changeView, viewSettings } from '../view-settings.js';
import './colour-legend.js';
import { rangeOf } from './colour-maps.js';
import './feature-tiles.js';
import { layerMapStyles } from './layer-maps.styles.js';
import './logit-list.js';
import { MapReader } from './map-reader.js';

/** @import { Plan } from 'densenet-web' */
/** @import { Range, Scheme } from './colour-maps.js' */
/** @import { Origin, Step } from '../structure.js' */

/** A layer's output for the picture, and its input by origin. */
class LayerMaps extends LitElement {
  static properties = {
    plan: { attribute: false },
    step: { attribute: false },
  };
  static styles = [shared, layerMapStyles];
  store = new StoreController(this, ['result', 'live', 'params']);
  maps = new MapReader(this);
  links = new LinkController(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    /** @type {Step | null} */
    this.step = null;
  }

  #settings() {
    const words = text().growth.maps;
    const { scheme, together } = viewSettings();
    return html`<div class="row">
      <radio-row
        .label=${words.scale}
        .options=${[
          { value: 'own', label: words.own },
          { value: 'together', label: words.together },
        ]}
        .value=${together ? 'together' : 'own'}
        @change=${(/** @type {CustomEvent<string>} */ event) =>
          changeView({ together: event.detail === 'together' })}
      ></radio-row>
      <radio-row
        .label=${words.colours}
        .options=${[
          { value: 'viridis', label: words.viridis },
          { value: 'diverging', label: words.diverging },
        ]}
        .value=${scheme}
        @change=${(/** @type {CustomEvent<Scheme>} */ event) => changeView({ scheme: event.detail })}
      ></radio-row>
    </div>`;
  }

  /** @param {string} name @param {Origin} made @param {string} label @param {string} link */
  #tiles(name, made, label, link) {
    const words = text().growth.maps;
    const maps = this.maps.get(name);
    if (!maps) return html`<p class="soft">${words.reading}</p>`;
    const { scheme, together } = viewSettings();
    /** @type {Range | null} */
    const range = together ? rangeOf(maps.data) : null;
    return html`<feature-tiles
        data-link=${link}
        .maps=${maps}
        .range=${range}
        .scheme=${scheme}
        .colour=${cssColourOf(made)}
        .label=${label}
      ></feature-tiles>
      <div class="legend">
        <colour-legend
          .range=${range}
          .scheme=${scheme}
          .low=${range ? '' : scheme === 'diverging' ? words.minus : words.lowest}
          .high=${range ? '' : words.highest}
        ></colour-legend>
        <p class="small soft">${words.zeroNote}</p>
      </div>`;
  }

  /** @param {Step} step */
  #made({ layer, makes }) {
    const lede =
      { 'dense-layer': 'dense', 'final-norm': 'norm' }[/** @type {string} */ (layer.kind)] ?? 'any';
    const words = text().growth.maps;
    const isLogits = layer.kind === 'classifier';
    const title = isLogits ? words.logits(layer.outChannels) : words.made(layer.outChannels);
    return html`<section class="card" aria-labelledby="made">
      <div class="heading">
        <h3 id="made">${title}</h3>
        <figure-tools
          name="maps"
          .heading=${title}
          .layer=${layerName(layer)}
          parts="[aria-labelledby=made] :is(feature-tiles, .legend, logit-list)"
        ></figure-tools>
      </div>
      ${
        isLogits
          ? html`<logit-list .maps=${this.maps.get(layer.name)}></logit-list>`
          : html`${this.#tiles(layer.name, makes, words.of(layerName(layer)), layer.name)} ${this.#settings()}`
      }
      <p class="small soft">
        ${isLogits ? words.logitsLede[activationOf(this.store.state.network)] : words.madeLede[/** @type {'any' | 'dense' | 'norm'} */ (lede)](layerName(layer))}
      </p>
    </section>`;
  }

  /** What the stem's input is. @param {number} channels */
  #picture(channels) {
    const words = text().growth.maps.readPicture;
    const { network } = this.store.state;
    const colour = network && channelsSeen(network);
    return colour ? words[colour] : words.other(channels);
  }

  /** @param {Plan} plan @param {Step} step */
  #read(plan, step) {
    const words = text().growth.maps;
    const feeds = feedsOf(plan, step);
    const { origin } = viewSettings();
    const shown = feeds.find(({ name }) => name === origin) ?? feeds[0];
    const maker = stepNamed(plan, shown?.name ?? null);
    return html`<section class="card" aria-labelledby="read">
      <h3 id="read">${words.read(step.layer.inChannels)}</h3>
      ${
        shown?.name && maker
          ? html`<p class="soft">${words.readLede(feeds.length)}</p>
              <div class="origins" role="group" aria-label=${words.origins}>
                ${feeds.map(
                  (feed) =>
                    html`<button
                      data-link=${linkText(plan, step.layer.name, feed.name)}
                      aria-pressed=${feed === shown ? 'true' : 'false'}
                      @click=${() => changeView({ origin: feed.name })}
                    >
                      <i style=${styleMap({ background: cssColourOf(feed) })}></i>${originName(feed)}
                    </button>`,
                )}
              </div>
              ${this.#tiles(shown.name, shown, words.of(layerName(maker.layer)), linkText(plan, step.layer.name, shown.name))}`
          : html`<p class="soft">${this.#picture(step.layer.inChannels)}</p>
              <network-input></network-input>
              <p class="small soft">${words.givenNote}</p>`
      }
    </section>`;
  }

  render() {
    const { plan, step } = this;
    if (!plan || !step || !seenResult(this.store.state)) return nothing;
    return html`${this.#made(step)} ${this.#read(plan, step)}`;
  }
}

customElements.define('layer-maps', LayerMaps);
