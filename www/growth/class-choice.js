import { LitElement, css, html, nothing } from 'lit';
import { formatPercent } from '../app/format.js';
import { text } from '../app/i18n.js';
import { isRejected } from '../app/intake.js';
import { className } from '../app/names.js';
import { navigate } from '../app/router.js';
import { classesOf, shownClass } from '../app/shown-class.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** @import { Prediction } from 'densenet-web' */

/** Which class is explained: the most probable ones, or any other. */
class ClassChoice extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .classes {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      button,
      select {
        min-height: 2.25rem;
        padding: 0 var(--space-3);
      }
      select {
        max-width: 12rem;
      }
      [aria-pressed='true'] {
        background: var(--accent-soft);
        border-color: var(--accent);
        color: var(--accent);
      }
      [aria-pressed='true'] .soft {
        color: inherit;
      }
    `,
  ];
  store = new StoreController(this, ['result', 'selectedClass', 'network', 'facts']);

  /** @param {Prediction} prediction */
  #class({ index, label, probability }) {
    return html`<button
      aria-pressed=${index === shownClass(this.store.state)?.index ? 'true' : 'false'}
      @click=${() => navigate({ class: index })}
    >
      <bdi>${className(label)}</bdi>
      <span class="number soft">${Number.isNaN(probability) ? '' : formatPercent(probability)}</span>
    </button>`;
  }

  /** The classes that have no button. @param {readonly Prediction[]} classes */
  #others(classes) {
    const words = text().explain;
    const labels = this.store.state.network?.labels ?? [];
    if (labels.length <= classes.length) return nothing;
    const taken = new Set(classes.map(({ index }) => index));
    return html`<select
      aria-label=${words.otherClass}
      .value=${''}
      @change=${(/** @type {Event} */ event) => {
        const select = /** @type {HTMLSelectElement} */ (event.target);
        if (select.value) navigate({ class: Number(select.value) });
        select.value = '';
      }}
    >
      <option value="">${words.otherClass}</option>
      ${labels.map((label, index) => (taken.has(index) ? nothing : html`<option value=${index}>${className(label)}</option>`))}
    </select>`;
  }

  render() {
    const { result } = this.store.state;
    const classes = classesOf(this.store.state);
    if (!result || classes.length === 0) return nothing;
    return html`${
        isRejected(result.classification)
          ? html`<p class="small soft">${text().components.rejected.noneHere}</p>`
          : nothing
      }
      <div class="classes" role="group" aria-label=${text().explain.classes}>
        ${classes.map((prediction) => this.#class(prediction))} ${this.#others(classes)}
      </div>`;
  }
}

customElements.define('class-choice', ClassChoice);
