import { LitElement, css, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
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
import { layoutOf } from './reuse-layout.js';
import { ReuseReader } from './reuse-reader.js';

/** @import { BlockReuse } from 'densenet-web' */
/** @import { Effects } from './measure-reuse.js' */

/** The paper's figure 5 for the loaded weights, and below it what each connection is worth for the picture. */
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
        display: grid;
        gap: var(--space-5) 32px;
      }
      /* What is used stands below what is wired, cell below cell. */
      .pair {
        display: grid;
        grid-template: subgrid / minmax(0, 1fr);
        grid-row: span 2;
        gap: var(--space-4);
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

  /** @param {BlockReuse} block @param {number} at @param {number} cell */
  #pair(block, at, cell) {
    const { blocks, measured } = this.effects?.reuse ?? {};
    return html`<div class="pair">
      <reuse-map .block=${block} .selected=${this.selected} .cell=${cell}></reuse-map>
      ${
        blocks?.[at]
          ? html`<reuse-map
              kind="effect"
              .block=${blocks[at]}
              .measured=${measured?.[at] ?? null}
              .selected=${this.selected}
              .cell=${cell}
            ></reuse-map>`
          : nothing
      }
    </div>`;
  }

  render() {
    const { blocks } = this.reuse;
    const { width } = this.#size;
    if (!blocks || !width) return html`<p class="soft">${text().growth.maps.reading}</p>`;
    const { columns, cell } = layoutOf(
      width,
      blocks.map(({ targets }) => targets.length),
    );
    const tracks = styleMap({ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` });
    return html`<cut-tools brief></cut-tools>
      ${this.#controls()}
      <div class="maps" style=${tracks}>${blocks.map((block, at) => this.#pair(block, at, cell))}</div>`;
  }
}

customElements.define('feature-reuse', FeatureReuse);
