import { LitElement, html, nothing } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import { startCamera, stopCamera } from '../../app/camera.js';
import { formatRate } from '../../app/format.js';
import { seenPicture } from '../../app/frames.js';
import { text } from '../../app/i18n.js';
import { ACCEPT } from '../../app/pictures.js';
import { href } from '../../app/router.js';
import { chooseFiles } from '../../app/runs.js';
import { StoreController } from '../../app/store.js';
import '../../components/file-button.js';
import '../../components/sample-strip.js';
import { shared } from '../../styles/shared.js';
import { menuStyles } from './picture-menu.styles.js';

/** Which picture flows through the network, and how to choose another. */
class PictureMenu extends LitElement {
  static styles = [shared, menuStyles];
  store = new StoreController(this, ['picture', 'live', 'busy']);
  #menu = createRef();

  #close() {
    /** @type {HTMLElement | undefined} */ (this.#menu.value)?.hidePopover();
  }

  /** @param {CustomEvent<File[]>} event */
  #choose({ detail }) {
    this.#close();
    void chooseFiles(detail);
  }

  #switchCamera() {
    this.#close();
    if (this.store.state.busy?.kind === 'camera') stopCamera();
    else void startCamera();
  }

  render() {
    const words = text().growth.input;
    const { classify } = text();
    const { busy, live, picture } = this.store.state;
    const isOn = busy?.kind === 'camera';
    const name = live
      ? live.rate === null
        ? classify.camera
        : classify.framesPerSecond(formatRate(live.rate))
      : (seenPicture(this.store.state)?.name ?? classify.noPicture);
    return html`
      <button class="open" popovertarget="menu" aria-haspopup="dialog" title=${words.change}>
        ${picture && !isOn ? html`<img src=${picture.sourceUrl} alt="" />` : nothing}
        <span class="name">${name}</span><span class="arrow" aria-hidden="true">▾</span>
        <span class="visually-hidden">${words.change}</span>
      </button>
      <div
        id="menu"
        popover
        role="dialog"
        aria-label=${words.change}
        ${ref(this.#menu)}
        @click=${(/** @type {Event} */ event) => event.composedPath().some((at) => at instanceof HTMLElement && at.localName === 'sample-strip') && this.#close()}
      >
        <div class="row">
          <file-button
            primary
            multiple
            accept=${ACCEPT}
            .label=${classify.choose}
            .hint=${classify.chooseHint}
            @files=${this.#choose}
          ></file-button>
          <button @click=${this.#switchCamera}>${isOn ? classify.stopCamera : classify.camera}</button>
        </div>
        <sample-strip></sample-strip>
        <p class="small soft">${words.more} <a href=${href({ view: 'classify' })}>${classify.title}</a></p>
      </div>
    `;
  }
}

customElements.define('picture-menu', PictureMenu);
