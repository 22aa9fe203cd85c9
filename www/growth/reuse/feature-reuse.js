import { LitElement, css, html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import { className } from '../../app/names.js';
import { shownClass } from '../../app/shown-class.js';
import { StoreController } from '../../app/store.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import '../class-choice.js';
import '../cuts/cut-tools.js';
import { measureReuse } from './measure-reuse.js';
import './reuse-map.js';
import { ReuseReader } from './reuse-reader.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { Effects } from './measure-reuse.js' */

/** The maximum width of a block's heat map. */
const WIDEST = 460;

/** The paper's figure 5 for the loaded weights, and next to it what each connection is worth for the picture. */
class FeatureReuse extends LitElement {
  static properties = { selected: {}, effects: { state: true } };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .maps {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: var(--space-5) var(--space-6);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr));
        align-items: start;
        gap: var(--space-4) var(--space-6);
        width: 100%;
      }
      [role='status'] {
        min-height: 1.6em;
      }
    `,
  ];
  store = new StoreController(this, ['network', 'plan', 'result', 'selectedClass', 'busy']);
  reuse = new ReuseReader(this);
  #size = new WidthController(this);

  constructor() {
    super();
    this.selected = '';
    /** @type {Effects | null} */
    this.effects = null;
  }

  willUpdate() {
    // Another network has other connections.
    if (this.effects && this.effects.result.modelId !== this.store.state.networkId) this.effects = null;
  }

  #measure() {
    const shown = shownClass(this.store.state);
    if (shown) void measureReuse(shown.index, (effects) => (this.effects = effects));
  }

  /** What is shown, and whether it still holds. */
  #status() {
    const words = text().growth.reuse;
    const { result, network } = this.store.state;
    if (!this.effects) return words.notMeasured;
    const { reuse, index, result: of } = this.effects;
    const name = className(network?.labels[index] ?? '');
    const count = reuse.done < reuse.total ? words.progress(reuse.done, reuse.total) : words.all(reuse.total);
    const outdated =
      of !== result || index !== shownClass(this.store.state)?.index ? ` ${words.outdated}` : '';
    return `${words.of(name, of.picture.name)} ${count}${outdated}`;
  }

  #controls() {
    const words = text().growth.reuse;
    const { result, busy } = this.store.state;
    if (!result?.classification) return nothing;
    return html`<class-choice></class-choice>
      <div>
        <button class="primary" ?disabled=${busy !== null} @click=${this.#measure}>${words.measure}</button>
      </div>
      <p class="small soft number" role="status">${this.#status()}</p>`;
  }

  /** @param {BlockReuse} block @param {number} at */
  #pair(block, at) {
    const room = Math.min(this.#size.width, WIDEST);
    const { blocks, measured } = this.effects?.reuse ?? {};
    const weights = html`<reuse-map .block=${block} .selected=${this.selected} .room=${room}></reuse-map>`;
    if (!blocks?.[at]) return weights;
    return html`<div class="pair">
      ${weights}
      <reuse-map
        kind="effect"
        .block=${blocks[at]}
        .measured=${measured?.[at] ?? null}
        .selected=${this.selected}
        .room=${room}
      ></reuse-map>
    </div>`;
  }

  render() {
    const { blocks } = this.reuse;
    if (!blocks || !this.#size.width) return html`<p class="soft">${text().growth.maps.reading}</p>`;
    return html`<cut-tools brief></cut-tools>
      ${this.#controls()}
      <div class="maps">${blocks.map((block, at) => this.#pair(block, at))}</div>`;
  }
}

customElements.define('feature-reuse', FeatureReuse);
