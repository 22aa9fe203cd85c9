import { LitElement, html, nothing } from 'lit';
import { formatBytes } from '../app/format.js';
import { text } from '../app/i18n.js';
import { findModel, isKept, MODELS } from '../app/models.js';
import { loadPackage } from '../app/package.js';
import { navigate } from '../app/router.js';
import { chooseCheckpoint } from '../app/session.js';
import { StoreController } from '../app/store.js';
import { explain } from '../app/errors.js';
import '../components/file-button.js';
import { shared } from '../styles/shared.js';
import { pickerStyles } from './model-picker.styles.js';

/** @import { Model } from '../app/models.js' */

/** Chooses the network: a button, and a dialog that lists the networks. */
class ModelPicker extends LitElement {
  static properties = { kept: { state: true }, complaint: { state: true } };
  static styles = [shared, pickerStyles];
  store = new StoreController(this, ['modelId', 'networkId']);

  constructor() {
    super();
    /** The ids of remote models that need no download. @type {Set<string>} */
    this.kept = new Set();
    this.complaint = '';
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  async #open() {
    this.complaint = '';
    this.#dialog.showModal();
    await this.#look();
  }

  async #look() {
    const kept = await Promise.all(MODELS.map(async (model) => ((await isKept(model)) ? [model.id] : [])));
    this.kept = new Set(kept.flat());
  }

  /** @param {string} model */
  #pick(model) {
    this.#dialog.close();
    navigate({ model });
  }

  /** @param {CustomEvent<File[]>} event */
  #pickFiles({ detail: files }) {
    if (chooseCheckpoint(files)) this.#dialog.close();
    else this.complaint = text().shell.models.noSafetensors;
  }

  async #forget() {
    try {
      const { DenseNet } = await loadPackage();
      await DenseNet.clearCache();
      await this.#look();
    } catch (error) {
      this.complaint = explain(error).message;
    }
  }

  /** @param {Model} model */
  #describe(model) {
    const words = text().shell.models;
    const size = this.kept.has(model.id)
      ? words.kept
      : model.bytes === null
        ? words.bundled
        : formatBytes(model.bytes);
    return [model.data, size].filter(Boolean).join(' · ');
  }

  render() {
    const words = text().shell.models;
    // Shows the current network until another one is ready.
    const { modelId, networkId } = this.store.state;
    const now = findModel(networkId ?? modelId);
    return html`
      <button class="open" @click=${this.#open} aria-haspopup="dialog">
        <span class="soft">${words.label}</span> <strong>${now?.name ?? ''}</strong>
        <span aria-hidden="true">▾</span>
      </button>
      <dialog aria-labelledby="title" closedby="any">
        <div class="row head">
          <h2 id="title">${words.choose}</h2>
          <button class="quiet" @click=${() => this.#dialog.close()}>${words.close}</button>
        </div>
        <ul>
          ${MODELS.map(
            (model) =>
              html`<li>
                <button
                  class="model"
                  aria-pressed=${model.id === now?.id ? 'true' : 'false'}
                  @click=${() => this.#pick(model.id)}
                >
                  <strong>${model.name}</strong><span class="small soft">${this.#describe(model)}</span>
                </button>
              </li>`,
          )}
        </ul>
        <h3>${words.file}</h3>
        <p class="small soft" id="hint">${words.fileHint}</p>
        <file-button
          .label=${words.chooseFiles}
          .hint=${words.fileHint}
          accept=".safetensors,.json"
          multiple
          @files=${this.#pickFiles}
        ></file-button>
        ${this.complaint ? html`<p role="alert" class="complaint">${this.complaint}</p>` : nothing}
        ${this.kept.size > 0 ? html`<button class="quiet small" @click=${this.#forget}>${words.forget}</button>` : nothing}
      </dialog>
    `;
  }
}

customElements.define('model-picker', ModelPicker);
