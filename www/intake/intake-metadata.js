import { LitElement, css, html, nothing } from 'lit';
import { shortNumber } from '../app/format.js';
import { text } from '../app/i18n.js';
import { activationKind } from '../app/intake.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { badge, describe, fact, nameList, wordFor } from './rows.js';
import { factStyles } from './styles.js';

/** @import { Facts, Stated } from '../app/intake.js' */

/** How pictures become the network's input and logits become an answer, and where each of it came from. */
export class IntakeMetadata extends LitElement {
  static properties = { facts: { attribute: false } };
  static styles = [
    shared,
    factStyles,
    css`
      section + section {
        margin-top: var(--space-5);
      }
      .marks {
        margin-top: var(--space-3);
      }
      .marks dl {
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-2) var(--space-3);
        margin-top: var(--space-2);
        font-size: var(--text-s);
      }
    `,
  ];
  store = new StoreController(this, []);

  constructor() {
    super();
    /** @type {Facts} */
    this.facts = {};
  }

  /** Scrolls to how the threshold was chosen. */
  async showThreshold() {
    await this.updateComplete;
    const row = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('#threshold'));
    if (!row) return;
    row.tabIndex = -1;
    row.focus();
  }

  #input() {
    const words = text().intake.metadata;
    const { inputSize, channels, colour, mean, std, cropPct, interpolation } = this.facts.metadata ?? {};
    const list = (/** @type {Stated<readonly number[]> | undefined} */ stated) =>
      stated?.value.map(shortNumber).join(', ');
    return html`<section aria-labelledby="input">
      <h3 id="input">${words.input}</h3>
      <dl>
        ${fact(words.size, inputSize && `${inputSize.value.join(' × ')}`, inputSize)}
        ${fact(words.channels, channels?.value, channels)}
        ${fact(words.colour, colour && wordFor(words.colours, colour.value), colour)}
        ${fact(words.mean, list(mean), mean)} ${fact(words.std, list(std), std)}
        ${fact(words.crop, cropPct && shortNumber(cropPct.value), cropPct)}
        ${fact(words.interpolation, interpolation && wordFor(words.interpolations, interpolation.value), interpolation)}
      </dl>
    </section>`;
  }

  #output() {
    const words = text().intake.metadata;
    const { activation, temperature, threshold, labels } = this.facts.metadata ?? {};
    const { from: thresholdFrom } = threshold ?? {};
    const limit = threshold?.value;
    const names = labels?.value ?? [];
    return html`<section aria-labelledby="output">
      <h3 id="output">${words.output}</h3>
      <dl>
        ${fact(words.activation, activation && wordFor(words.activations, activationKind(activation.value)), activation)}
        ${fact(words.temperature, temperature?.value == null ? nothing : shortNumber(temperature.value), temperature)}
        ${fact(words.threshold, threshold && (limit == null ? words.noThreshold : shortNumber(limit)), {
          from: limit == null ? undefined : thresholdFrom,
          note: limit == null ? nothing : words.thresholdNote,
          id: 'threshold',
        })}
        ${fact(words.labels, names.length > 0 ? nameList(names, words.labelCount(names.length)) : words.noLabels, labels)}
      </dl>
    </section>`;
  }

  #notes() {
    const { notes = [] } = this.facts;
    if (notes.length === 0) return nothing;
    const words = text().intake;
    return html`<section aria-labelledby="notes">
      <h3 id="notes">${words.notesTitle}</h3>
      <ul class="small">
        ${notes.map((note) => html`<li>${describe(text().intake.notes, note.note, note)}</li>`)}
      </ul>
    </section>`;
  }

  #marks() {
    const { marks, sources } = text().intake;
    return html`<details class="marks">
      <summary>${marks}</summary>
      <dl>
        ${Object.entries(sources).map(
          ([from, { means }]) =>
            html`<dt>${badge(/** @type {import('../app/intake.js').Source} */ (from))}</dt>
              <dd>${means}</dd>`,
        )}
      </dl>
    </details>`;
  }

  render() {
    if (!this.facts.metadata) return nothing;
    const classes = this.facts.config?.num_classes;
    return html`${this.#input()} ${classes === 0 ? nothing : this.#output()} ${this.#notes()} ${this.#marks()}`;
  }
}

customElements.define('intake-metadata', IntakeMetadata);
