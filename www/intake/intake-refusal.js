import { LitElement, css, html, nothing } from 'lit';
import { explain } from '../app/errors.js';
import { text } from '../app/i18n.js';
import { canAssume } from '../app/intake.js';
import { assumeRefused } from '../app/session.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { nameList, wordFor } from './rows.js';
import { factStyles } from './styles.js';

/** @import { Refusal } from '../app/intake.js' */

/** Why a file was refused, what was recognised of it, and what would have to be assumed to read it. */
class IntakeRefusal extends LitElement {
  static styles = [
    shared,
    factStyles,
    css`
      .verdict {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border-inline-start: 3px solid var(--bad);
        border-radius: var(--radius-s);
        background: var(--bad-soft);
        overflow-wrap: anywhere;
      }
      .verdict strong {
        color: var(--bad);
      }
      .assume {
        padding: var(--space-4);
        border-inline-start: 3px solid var(--warn);
        border-radius: var(--radius-s);
        background: var(--warn-soft);
      }
      .assume ul {
        margin: var(--space-2) 0 var(--space-3);
        padding-inline-start: 1.2rem;
      }
      section {
        margin-top: var(--space-4);
      }
      .assume .small {
        margin-top: var(--space-2);
      }
    `,
  ];
  store = new StoreController(this, ['refused']);

  /** @param {Refusal} refusal */
  #recognised({ names, nearest, missing, unused }) {
    const words = text().intake.refusal;
    return html`${
      nearest
        ? html`<section>
            <h3>${words.nearest}</h3>
            <p>${wordFor(text().intake.schemeNames, nearest)}</p>
          </section>`
        : nothing
    }
    ${this.#names(words.missing, missing)} ${this.#names(words.unused, unused)}
    ${this.#names(words.found, names)}`;
  }

  /** @param {string} title @param {readonly string[]} names */
  #names(title, names) {
    if (names.length === 0) return nothing;
    return html`<section>
      <h3>${title}</h3>
      ${nameList(names, text().intake.refusal.names(names.length))}
    </section>`;
  }

  /** @param {readonly string[]} assumptions */
  #assume(assumptions) {
    const words = text().intake.refusal;
    return html`<section class="assume">
      <h3>${words.assumeTitle}</h3>
      <p>${words.assumeLede}</p>
      <ul>
        ${assumptions.map((one) => html`<li>${wordFor(words.assumptions, one)}</li>`)}
      </ul>
      <button class="primary" @click=${assumeRefused}>${words.assume}</button>
      <p class="small soft">${words.assumeNote}</p>
    </section>`;
  }

  render() {
    const { refused } = this.store.state;
    if (!refused) return nothing;
    const { facts, error } = refused;
    const { message, detail } = explain(error);
    const refusal = facts?.refusal;
    return html`<div class="verdict">
        <p><strong>${message}</strong></p>
        ${detail ? html`<p>${detail}</p>` : nothing}
      </div>
      ${canAssume(facts) ? this.#assume(refusal?.assumptions ?? []) : nothing}
      ${refusal ? this.#recognised(refusal) : nothing}`;
  }
}

customElements.define('intake-refusal', IntakeRefusal);
