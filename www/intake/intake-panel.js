import { LitElement, html, nothing } from 'lit';
import { download } from '../app/download.js';
import { explain } from '../app/errors.js';
import { formatBytes } from '../app/format.js';
import { text } from '../app/i18n.js';
import { metadataOf } from '../app/intake.js';
import { findModel, sizeOf } from '../app/models.js';
import { networkTitle } from '../app/names.js';
import { store, StoreController } from '../app/store.js';
import { dialogStyles } from '../styles/dialog.js';
import { shared } from '../styles/shared.js';
import './intake-file.js';
import './intake-metadata.js';
import { panelStyles } from './intake-panel.styles.js';
import './intake-refusal.js';
import './label-offer.js';
import './metadata-form.js';

/** @import { Facts } from '../app/intake.js' */
/** @import { LitElement as Element } from 'lit' */

/** What a checkpoint file holds, how it was read, and where each of that came from: of the loaded network or of a refused file. */
class IntakePanel extends LitElement {
  static properties = { editing: { state: true } };
  static styles = [shared, dialogStyles, panelStyles];
  store = new StoreController(this, ['intake', 'facts', 'refused', 'networkId', 'network', 'error']);

  constructor() {
    super();
    this.editing = false;
  }

  get #dialog() {
    return this.renderRoot.querySelector('dialog');
  }

  updated() {
    const { intake } = this.store.state;
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    if (intake !== 'threshold') return;
    const metadata = this.renderRoot.querySelector('intake-metadata');
    void (/** @type {import('./intake-metadata.js').IntakeMetadata | null} */ (metadata)?.showThreshold());
  }

  #closed() {
    this.editing = false;
    store.set({ intake: null });
  }

  #export() {
    const { network } = store.state;
    if (network)
      download('config.json', `${JSON.stringify(metadataOf(network), null, 2)}\n`, 'application/json');
  }

  /** @param {string} name @param {number | null} bytes @param {boolean} assumed */
  #head(name, bytes, assumed) {
    const words = text().intake;
    return html`<div class="head">
      <div>
        <h2 id="title">${words.title}</h2>
        <p class="name">
          <bdi>${networkTitle(name, assumed)}</bdi>
          ${bytes === null ? nothing : html`<span class="soft small number">${formatBytes(bytes)}</span>`}
        </p>
      </div>
      <button class="quiet" @click=${() => this.#dialog?.close()}>${words.close}</button>
    </div>`;
  }

  #refused() {
    const { refused } = this.store.state;
    if (!refused) return nothing;
    const { files, facts } = refused;
    const [first] = files.weights;
    const bytes = files.weights.reduce((sum, { size }) => sum + size, 0);
    return html`${this.#head(first.name, bytes, false)}
      <intake-refusal></intake-refusal>
      <intake-file .facts=${facts ?? {}} .leftOut=${files.leftOut}></intake-file>
      ${facts ? html`<intake-metadata .facts=${facts}></intake-metadata>` : nothing}`;
  }

  /** @param {Facts} facts */
  #loaded(facts) {
    const words = text().intake;
    const model = findModel(this.store.state.networkId ?? '');
    const { assumed = false, labelSets = [] } = facts;
    return html`${this.#head(model?.name ?? facts.architecture ?? '', model && sizeOf(model), assumed)}
      ${assumed ? html`<p class="assumed">${words.assumed}</p>` : nothing}
      <intake-file .facts=${facts} .leftOut=${model?.files?.leftOut ?? []}></intake-file>
      <label-offer .sets=${labelSets}></label-offer>
      ${this.#error()}
      ${
        this.editing
          ? html`<metadata-form .facts=${facts} @done=${this.#edited}></metadata-form>`
          : html`<intake-metadata .facts=${facts}></intake-metadata>
              <div class="row actions">
                <button class="primary" id="edit" @click=${this.#edit}>${words.edit}</button>
                <button @click=${this.#export}>${words.export}</button>
              </div>`
      }`;
  }

  /** What went wrong while the panel is open; the status bar is behind it. */
  #error() {
    const { error } = this.store.state;
    if (error === null) return nothing;
    const { message, detail } = explain(error);
    return html`<p role="alert" class="bad"><strong>${message}</strong> ${detail}</p>`;
  }

  async #edit() {
    this.editing = true;
    await this.updateComplete;
    const form = /** @type {Element | null} */ (this.renderRoot.querySelector('metadata-form'));
    await form?.updateComplete;
    form?.renderRoot.querySelector('input')?.focus();
  }

  async #edited() {
    this.editing = false;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('#edit'))?.focus();
  }

  render() {
    const { intake, facts } = this.store.state;
    if (!intake || (intake !== 'refused' && !facts)) return nothing;
    const body = intake === 'refused' ? this.#refused() : this.#loaded(/** @type {Facts} */ (facts));
    return html`<dialog aria-labelledby="title" closedby="any" @close=${this.#closed}>${body}</dialog>`;
  }
}

customElements.define('intake-panel', IntakePanel);
