import { LitElement, html, nothing } from 'lit';
import { formatBytes } from '../app/format.js';
import { text } from '../app/i18n.js';
import { takeFiles } from '../app/incoming.js';
import { findModel, isKept, MODELS } from '../app/models.js';
import { networkTitle } from '../app/names.js';
import { loadPackage } from '../app/package.js';
import { navigate } from '../app/router.js';
import { sortFiles } from '../app/sniff.js';
import { store, StoreController } from '../app/store.js';
import { explain } from '../app/errors.js';
import '../components/file-button.js';
import { shared } from '../styles/shared.js';
import { pickerStyles } from './model-picker.styles.js';

/** @import { Model } from '../app/models.js' */

/** Chooses the network: a button, and a dialog that lists the networks. */
class ModelPicker extends LitElement {
  static properties = { kept: { state: true }, complaint: { state: true } };
  static styles = [shared, pickerStyles];
  store = new StoreController(this, ['modelId', 'networkId', 'facts']);

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
  async #pickFiles({ detail: files }) {
    const { config, labels, weights } = await sortFiles(files);
    if (!config && !labels && weights.length === 0) {
      this.complaint = text().shell.models.notUsable;
      return;
    }
    this.#dialog.close();
    await takeFiles(files);
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
    const { modelId, networkId, facts } = this.store.state;
    const now = findModel(networkId ?? modelId);
    return html`
      <button class="open" @click=${this.#open} aria-haspopup="dialog">
        <span class="soft">${words.label}</span>
        <strong>${networkTitle(now?.name ?? '', facts?.assumed === true)}</strong>
        <span aria-hidden="true">▾</span>
      </button>
      ${
        facts
          ? html`<button
              class="about quiet"
              title=${words.about}
              aria-label=${words.about}
              aria-haspopup="dialog"
              @click=${() => store.set({ intake: 'network' })}
            >
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="12" cy="12" r="9" />
                <path d="M12 11v5.5M12 7.5v.5" />
              </svg>
            </button>`
          : nothing
      }
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
