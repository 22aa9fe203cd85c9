import { LitElement, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { metadataOf, withEdits } from '../app/intake.js';
import { reconfigure } from '../app/session.js';
import { store, StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { MAX_SIDE, MIN_CROP, readValues, valuesOf } from './form-values.js';
import { formStyles } from './metadata-form.styles.js';

/** @import { Facts } from '../app/intake.js' */
/** @import { Field, Problems, Values } from './form-values.js' */

const INTERPOLATIONS = /** @type {const} */ (['bilinear', 'bicubic']);
/** How one channel can be made of a colour. */
const GREYS = /** @type {const} */ (['luminance', 'first-channel']);
const ACTIVATIONS = /** @type {const} */ (['softmax', 'sigmoid']);

/**
 * Edits preprocessing, activation and labels of the loaded network.
 *
 * @fires {Event} done the changes were applied, or dropped.
 */
class MetadataForm extends LitElement {
  static properties = {
    facts: { attribute: false },
    values: { state: true },
    problems: { state: true },
  };
  static styles = [shared, formStyles];
  store = new StoreController(this, ['busy']);

  constructor() {
    super();
    /** @type {Facts} */
    this.facts = {};
    /** @type {Values | null} */
    this.values = null;
    /** @type {Problems} */
    this.problems = {};
  }

  willUpdate() {
    this.values ??= valuesOf(this.facts);
  }

  get #network() {
    const { config, metadata } = this.facts;
    return {
      channels: metadata?.channels?.value ?? config?.in_channels ?? 3,
      classes: config?.num_classes ?? 0,
    };
  }

  /** @param {Field} field @param {Event} event */
  #type(field, { target }) {
    const { value } = /** @type {HTMLInputElement} */ (target);
    this.values = { .../** @type {Values} */ (this.values), [field]: value };
    // A field that was wrong is checked while it is mended; others only when the form is sent.
    if (this.problems[field]) this.problems = readValues(this.values, this.#network).problems;
  }

  /** @param {SubmitEvent} event */
  async #apply(event) {
    event.preventDefault();
    const { problems, edits, labels } = readValues(/** @type {Values} */ (this.values), this.#network);
    this.problems = problems;
    const [first] = Object.keys(problems);
    if (first) {
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`#${first}`))?.focus();
      return;
    }
    const { network } = store.state;
    if (!network) return;
    const metadata = withEdits(metadataOf(network), this.#network.channels, edits, labels);
    if (await reconfigure({ metadata }, { keep: true })) this.#close();
  }

  #close() {
    this.dispatchEvent(new Event('done'));
  }

  /** @param {Field} field */
  #problem(field) {
    const problem = this.problems[field];
    if (!problem) return nothing;
    const { channels, classes } = this.#network;
    const found = readValues(/** @type {Values} */ (this.values), this.#network).labels.length;
    const words = text().intake.form.problems;
    const message = {
      size: words.size(MAX_SIDE),
      numbers: words.numbers(channels),
      positive: words.positive(channels),
      share: words.share(MIN_CROP),
      number: words.number,
      count: words.count(found, classes),
    }[problem];
    return html`<p class="problem" id=${`${field}-problem`}>${message}</p>`;
  }

  /** @param {Field} field @param {string} label @param {{ inputMode?: 'numeric' | 'decimal', hint?: string }} [options] */
  #input(field, label, { inputMode = 'decimal', hint = '' } = {}) {
    const wrong = this.problems[field] !== undefined;
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <input
        id=${field}
        type="text"
        inputmode=${inputMode}
        autocomplete="off"
        spellcheck="false"
        .value=${this.values?.[field] ?? ''}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${wrong ? `${field}-problem` : hint ? `${field}-hint` : nothing}
        @input=${(/** @type {Event} */ event) => this.#type(field, event)}
      />
      ${wrong ? this.#problem(field) : hint ? html`<p class="hint" id=${`${field}-hint`}>${hint}</p>` : nothing}
    </div>`;
  }

  /** @param {Field} field @param {string} label @param {readonly string[]} choices @param {Record<string, string>} names */
  #select(field, label, choices, names) {
    const value = this.values?.[field] ?? '';
    // What the form does not know can be kept, but not chosen.
    const all = choices.includes(value) ? choices : [...choices, value];
    return html`<div class="field">
      <label for=${field}>${label}</label>
      <select id=${field} @change=${(/** @type {Event} */ event) => this.#type(field, event)}>
        ${all.map((one) => html`<option value=${one} ?selected=${one === value}>${names[one] ?? one}</option>`)}
      </select>
    </div>`;
  }

  render() {
    const words = text().intake.form;
    const names = text().intake.metadata;
    const { channels, classes } = this.#network;
    const busy = this.store.state.busy !== null;
    return html`<form novalidate @submit=${this.#apply} aria-label=${words.title}>
      <fieldset>
        <legend>${names.input}</legend>
        ${this.#input('height', words.height, { inputMode: 'numeric' })}
        ${this.#input('width', words.width, { inputMode: 'numeric' })}
        ${this.#input('mean', names.mean, { hint: words.perChannel })}
        ${this.#input('std', names.std, { hint: words.perChannel })}
        ${this.#input('cropPct', names.crop, { hint: words.cropHint })}
        ${this.#select('interpolation', names.interpolation, INTERPOLATIONS, names.interpolations)}
        ${channels === 1 ? this.#select('colour', names.colour, GREYS, names.colours) : nothing}
      </fieldset>
      ${
        classes === 0
          ? nothing
          : html`<fieldset>
              <legend>${names.output}</legend>
              ${this.#select('activation', names.activation, ACTIVATIONS, names.activations)}
              ${this.#input('temperature', names.temperature, { hint: words.temperatureHint })}
              ${this.#input('threshold', names.threshold, { hint: words.thresholdHint })}
              <div class="field wide">
                <label for="labels">${words.labels(classes)}</label>
                <textarea
                  id="labels"
                  rows="8"
                  spellcheck="false"
                  .value=${this.values?.labels ?? ''}
                  aria-invalid=${this.problems.labels ? 'true' : 'false'}
                  aria-describedby=${this.problems.labels ? 'labels-problem' : nothing}
                  @input=${(/** @type {Event} */ event) => this.#type('labels', event)}
                ></textarea>
                ${this.#problem('labels')}
              </div>
            </fieldset>`
      }
      <p role="alert" class="problem">${Object.keys(this.problems).length > 0 ? words.mend : ''}</p>
      <div class="row">
        <button class="primary" ?disabled=${busy}>${words.apply}</button>
        <button type="button" @click=${this.#close}>${words.cancel}</button>
      </div>
    </form>`;
  }
}

customElements.define('metadata-form', MetadataForm);
