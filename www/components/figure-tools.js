import { LitElement, html, nothing, svg } from 'lit';
import { text } from '../app/i18n.js';
import { isAssumed } from '../app/intake.js';
import { findModel } from '../app/models.js';
import { className, networkTitle } from '../app/names.js';
import { linkNow } from '../app/share/link.js';
import { shownClass } from '../app/shown-class.js';
import { store, StoreController } from '../app/store.js';
import { dialogStyles } from '../styles/dialog.js';
import { shared } from '../styles/shared.js';
import { figureToolStyles } from './figure-tools.styles.js';
import { captionOf, fileName } from './figure/words.js';
import { PrintController } from './print-controller.js';

const ICON = svg`<path d="M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M5 19.5h14" />`;

/** Of a checkpoint or a picture. */
const ENDING = /\.[a-z]\w*$/i;

/** The nearest element that holds the figure, also outside of the shadow tree. @param {Element} element @returns {Element | null} */
function holderOf(element) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  return element.closest('figure, .card, dialog') ?? (root.host ? holderOf(root.host) : null);
}

/** Next to a figure's title: saves the figure as a file, or shows it on the full screen. In print, its caption. */
class FigureTools extends LitElement {
  static properties = {
    name: {},
    heading: {},
    parts: {},
    layer: {},
    network: {},
    about: {},
    open: { state: true },
    picture: { state: true },
  };
  static styles = [shared, dialogStyles, figureToolStyles];
  store = new StoreController(this, ['result', 'networkId', 'selectedClass', 'cuts']);
  #print = new PrintController(this);

  constructor() {
    super();
    /** In the file's name. */
    this.name = '';
    /** What the figure shows. */
    this.heading = '';
    /** The parts of the figure, next to this element in its tree; after `>>`, in their own. */
    this.parts = '[data-figure]';
    /** The layer that it is about, for people. */
    this.layer = '';
    /** Another network than the loaded one. */
    this.network = '';
    /** What of the current state it depends on. @type {'nothing' | 'network' | 'picture' | 'class'} */
    this.about = 'picture';
    this.open = false;
    /** The figure as an image, where elements can't fill the screen. @type {string | null} */
    this.picture = null;
  }

  get #network() {
    const { network, networkId } = store.state;
    if (this.about === 'nothing') return '';
    return this.network || networkTitle(findModel(networkId ?? '')?.name ?? '', isAssumed(network));
  }

  get #isGeneral() {
    return this.about === 'nothing' || this.about === 'network';
  }

  get #picture() {
    return this.#isGeneral ? null : (store.state.result?.picture ?? null);
  }

  get #caption() {
    const { cuts } = store.state;
    const shown = this.about === 'class' ? shownClass(store.state) : null;
    const isCut = !this.#isGeneral && cuts.length > 0;
    return captionOf([
      this.heading,
      this.#network,
      this.#picture?.name,
      this.layer,
      shown && className(shown.label),
      isCut && text().figures.cuts(cuts.length),
    ]);
  }

  get #source() {
    return text().figures.source(text().shell.title, linkNow({}));
  }

  async #figure() {
    const { figureSvg } = await import('./figure/save-figure.js');
    const root = /** @type {ShadowRoot} */ (this.getRootNode());
    const [outer, inner] = this.parts.split(' >> ');
    const found = [...root.querySelectorAll(outer)];
    const parts = inner
      ? found.flatMap((one) => [...(one.shadowRoot ?? one).querySelectorAll(inner)])
      : found;
    return figureSvg(parts, { caption: this.#caption, source: this.#source }, root.host);
  }

  /** @param {'svg' | 'png'} kind */
  async #save(kind) {
    this.open = false;
    const picture = this.#picture;
    const shown = picture?.truth ?? picture?.name.replace(ENDING, '');
    const network = this.#network.replace(ENDING, '') || 'DenseNet';
    try {
      const { saveFigure } = await import('./figure/save-figure.js');
      await saveFigure(await this.#figure(), fileName([network, this.name, shown], kind), kind);
    } catch (error) {
      store.set({ error });
    }
  }

  async #fill() {
    this.open = false;
    try {
      await holderOf(this)?.requestFullscreen();
    } catch {
      // Phones offer it for videos only, and no browser for dialogs.
      const { svg: image } = await this.#figure();
      this.picture = URL.createObjectURL(new Blob([image], { type: 'image/svg+xml' }));
    }
  }

  #forget() {
    if (this.picture) URL.revokeObjectURL(this.picture);
    this.picture = null;
  }

  updated() {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    event.stopPropagation();
    this.open = false;
    this.renderRoot.querySelector('button')?.focus();
  }

  /** @param {FocusEvent} event */
  #left({ relatedTarget }) {
    if (!this.renderRoot.contains(/** @type {Node | null} */ (relatedTarget))) this.open = false;
  }

  #menu() {
    const words = text().figures;
    return html`<div class="menu" id="menu">
      <button class="quiet" @click=${() => this.#save('svg')}>${words.svg}</button>
      <button class="quiet" @click=${() => this.#save('png')}>${words.png}</button>
      <button class="quiet" @click=${this.#fill}>${words.fill}</button>
    </div>`;
  }

  render() {
    const words = text().figures;
    const label = words.label(this.heading);
    return html`<div class="tools" @keydown=${this.#key} @focusout=${this.#left}>
        <button
          class="quiet"
          title=${label}
          aria-label=${label}
          aria-expanded=${this.open ? 'true' : 'false'}
          aria-controls=${this.open ? 'menu' : nothing}
          @click=${() => (this.open = !this.open)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">${ICON}</svg>
        </button>
        ${this.open ? this.#menu() : nothing}
      </div>
      ${this.#print.printing ? html`<p class="print">${this.#caption}<br />${this.#source}</p>` : nothing}
      ${
        this.picture
          ? html`<dialog aria-label=${this.heading} @close=${this.#forget}>
              <button @click=${() => this.renderRoot.querySelector('dialog')?.close()}>${words.close}</button>
              <img src=${this.picture} alt=${this.#caption} />
            </dialog>`
          : nothing
      }`;
  }
}

customElements.define('figure-tools', FigureTools);
