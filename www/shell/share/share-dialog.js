import { LitElement, html, nothing } from 'lit';
import { download } from '../../app/download.js';
import { formatBytes, formatInteger } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { takeFiles } from '../../app/incoming.js';
import { printAll } from '../../app/printing.js';
import { navigate } from '../../app/router.js';
import { writeShared } from '../../app/share/file.js';
import { linkNow, ownThings } from '../../app/share/link.js';
import { encodePhoto } from '../../app/share/photo.js';
import { StoreController } from '../../app/store.js';
import '../../components/file-button.js';
import { dialogStyles } from '../../styles/dialog.js';
import { shared } from '../../styles/shared.js';
import { shareStyles } from './share-dialog.styles.js';

/** @import { Picture } from '../../app/store.js' */

/** @typedef {'without' | 'inside' | 'file'} Choice */

const CHOICES = /** @type {const} */ (['without', 'inside', 'file']);

/** The link to what the page shows. A picture of the visitor's own is in it only if they choose so. */
export class ShareDialog extends LitElement {
  static properties = {
    choice: { state: true },
    photo: { state: true },
    said: { state: true },
  };
  static styles = [shared, dialogStyles, shareStyles];
  store = new StoreController(this, ['picture', 'modelId', 'network', 'offline']);

  constructor() {
    super();
    /** @type {Choice} */
    this.choice = 'without';
    /** A small copy of the picture; undefined until it is made, null if it can't be. @type {string | null | undefined} */
    this.photo = undefined;
    /** What copying came to. @type {'' | 'copied' | 'copyByHand'} */
    this.said = '';
  }

  show() {
    Object.assign(this, { choice: 'without', photo: undefined, said: '' });
    // The address may have changed since.
    this.requestUpdate();
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }

  get #link() {
    const photo = this.choice === 'inside' ? (this.photo ?? null) : null;
    return linkNow({ photo, language: this.store.state.language });
  }

  /** @param {Choice} choice @param {Picture} picture */
  async #choose(choice, picture) {
    this.choice = choice;
    this.said = '';
    if (choice !== 'inside' || this.photo !== undefined) return;
    const { inputSize = [0] } = this.store.state.network?.preprocessing ?? {};
    const photo = await encodePhoto(picture.bitmap, Math.max(...inputSize));
    if (this.store.state.picture === picture) this.photo = photo;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#link);
      this.said = 'copied';
    } catch {
      const field = this.renderRoot.querySelector('input');
      field?.focus();
      field?.select();
      this.said = 'copyByHand';
    }
  }

  async #send() {
    try {
      await navigator.share({ title: document.title, url: this.#link });
    } catch {
      // The visitor has changed their mind.
    }
  }

  /** @param {Picture} picture */
  async #save(picture) {
    const link = linkNow({ language: this.store.state.language });
    const content = await writeShared(new URL(link).hash, picture);
    download(`${picture.name.replace(/\.\w+$/, '')}.densenet.json`, content, 'application/json');
  }

  /** @param {File[]} files */
  #open(files) {
    this.#close();
    void takeFiles(files);
  }

  #print() {
    this.#close();
    void printAll();
  }

  #present() {
    this.#close();
    navigate({ present: true });
  }

  /** @param {Picture} picture */
  #note(picture) {
    const words = text().share;
    if (this.choice === 'without') return words.without;
    if (this.choice === 'file') return words.file(formatBytes(picture.blob.size));
    if (this.photo === undefined) return words.making;
    return this.photo === null ? words.tooLarge : words.inside(formatInteger(this.#link.length));
  }

  /** @param {Picture} picture */
  #picture(picture) {
    const words = text().share;
    return html`<fieldset>
      <legend>${words.picture(picture.name)}</legend>
      ${CHOICES.map(
        (choice) =>
          html`<label
            ><input
              type="radio"
              name="picture"
              .checked=${choice === this.choice}
              @change=${() => this.#choose(choice, picture)}
            />
            ${words.choices[choice]}</label
          >`,
      )}
      <p class="small soft" role="status">${this.#note(picture)}</p>
    </fieldset>`;
  }

  #linkRow() {
    const words = text().share;
    const isMissing = this.choice === 'inside' && typeof this.photo !== 'string';
    return html`<div class="link">
        <input type="url" readonly aria-label=${words.link} .value=${this.#link} ?disabled=${isMissing} />
        <button class="primary" ?disabled=${isMissing} @click=${this.#copy}>${words.copy}</button>
        ${
          'share' in navigator
            ? html`<button ?disabled=${isMissing} @click=${this.#send}>${words.send}</button>`
            : nothing
        }
      </div>
      <p class="small" role="status">${this.said ? words[this.said] : ''}</p>`;
  }

  render() {
    const words = text().share;
    const { picture, files, isConfigured } = ownThings(this.store.state);
    return html`<dialog
      aria-labelledby="title"
      @click=${(/** @type {Event} */ event) => event.target === event.currentTarget && this.#close()}
    >
      <div class="stack">
        <div class="top">
          <h2 id="title">${words.title}</h2>
          <button @click=${this.#close}>${words.close}</button>
        </div>
        <p class="soft">${words.lede}</p>
        ${picture ? this.#picture(picture) : nothing}
        ${
          picture && this.choice === 'file'
            ? html`<p><button class="primary" @click=${() => this.#save(picture)}>${words.save}</button></p>`
            : this.#linkRow()
        }
        ${files ? html`<p class="small warning">${words.ownFiles(files.join(', '))}</p>` : nothing}
        ${isConfigured ? html`<p class="small warning">${words.configured}</p>` : nothing}
        <div class="row more">
          <button @click=${this.#present}>${words.present}</button>
          <button @click=${this.#print}>${words.print}</button>
          <file-button
            .label=${words.open}
            accept="application/json,.json"
            @files=${(/** @type {CustomEvent<File[]>} */ event) => this.#open(event.detail)}
          ></file-button>
        </div>
        <p class="small soft">${words.presentNote} ${this.store.state.offline ? words.offline : nothing}</p>
      </div>
    </dialog>`;
  }
}

customElements.define('share-dialog', ShareDialog);
