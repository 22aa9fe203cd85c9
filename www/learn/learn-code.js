import { LitElement, html, nothing } from 'lit';
import denseBlock from '../../src/model/dense_block.rs?raw';
import denseLayer from '../../src/model/dense_layer.rs?raw';
import denseNet from '../../src/model/densenet.rs?raw';
import transition from '../../src/model/transition.rs?raw';
import { formatInteger } from '../app/format.js';
import { text } from '../app/i18n.js';
import { loadPackage } from '../app/package.js';
import { href } from '../app/router.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import module from './code/densenet.py?raw';
import { pythonClass, pythonImports, rustItems } from './code/excerpt.js';
import { PARTS } from './code/parts.js';
import { codeStyles } from './learn-code.styles.js';

/** @import { Part } from './code/parts.js' */

/** @type {Record<string, string>} */
const RUST = {
  'src/model/dense_layer.rs': denseLayer,
  'src/model/dense_block.rs': denseBlock,
  'src/model/transition.rs': transition,
  'src/model/densenet.rs': denseNet,
};

/** The article's PyTorch module next to the crate's reference model, definition by definition. */
export class LearnCode extends LitElement {
  static properties = { parameters: { state: true } };
  static styles = [shared, codeStyles];
  // The links include the rest of the URL.
  store = new StoreController(this, ['params', 'modelId', 'engineChoice', 'sampleId', 'cutText']);

  constructor() {
    super();
    /** Of the module's default, by the package. @type {number | null} */
    this.parameters = null;
    void this.#count();
  }

  async #count() {
    try {
      this.parameters = (await (await loadPackage()).planNetwork('densenet121')).parameters;
    } catch (error) {
      // The caption then does without.
      console.error(error);
    }
  }

  /** Scrolls the code to the top and moves the focus there. */
  show() {
    const heading = this.renderRoot.querySelector('h3');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    heading?.focus({ preventScroll: true });
    this.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
  }

  /** @param {string} title @param {string} file @param {string} source */
  #source(title, file, source) {
    return html`<div class="source">
      <p class="small soft">${title}${file ? html` · <code>${file}</code>` : nothing}</p>
      <pre tabindex="0" role="region" aria-label=${text().learn.code.label(title, file)}><code
        translate="no"
      >${source}</code></pre>
    </div>`;
  }

  /** @param {Part} part @param {number} index */
  #part({ python, rust, items }, index) {
    const words = text().learn.code;
    const own = pythonClass(module, python);
    return html`<h4><code>${python}</code></h4>
      <p class="small soft">${words.notes[index]}</p>
      <div class="pair">
        ${this.#source(`PyTorch, ${python}`, '', index === 0 ? `${pythonImports(module)}\n\n\n${own}` : own)}
        ${this.#source('Rust', rust, rustItems(RUST[rust] ?? '', items))}
      </div>`;
  }

  render() {
    const words = text().learn.code;
    return html`<section class="card" aria-labelledby="title">
      <h3 id="title" tabindex="-1">${words.title}</h3>
      <p>${words.lede}</p>
      ${PARTS.map((part, index) => this.#part(part, index))}
      <p class="small soft">
        ${words.counted}
        ${this.parameters === null ? nothing : words.computed(formatInteger(this.parameters))}
        <a href=${href({ view: 'claims', layer: null, params: {} })}>${text().claims.link}</a>
      </p>
    </section>`;
  }
}

customElements.define('learn-code', LearnCode);
