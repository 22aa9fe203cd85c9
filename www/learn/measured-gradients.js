import { LitElement, css, html } from 'lit';
import { NO_GRADIENTS, unlessWithoutGradients } from '../app/explain.js';
import { text } from '../app/i18n.js';
import { className } from '../app/names.js';
import { chooseSample, reload } from '../app/session.js';
import { shownClass } from '../app/shown-class.js';
import { StoreController } from '../app/store.js';
import '../components/gradient-plot.js';
import { ResultReader } from '../components/result-reader.js';
import { VisibleController } from '../components/visible-controller.js';
import { FIRST_SAMPLE } from '../constants.js';
import { shared } from '../styles/shared.js';

/** @import { Gradients } from 'densenet-web' */

/** The gradient that reaches each layer of the loaded network, measured with the current picture. */
class MeasuredGradients extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
      h4 {
        margin: 0;
        font-size: var(--text-m);
      }
    `,
  ];
  store = new StoreController(this, ['result', 'selectedClass', 'network', 'plan', 'busy']);
  #visible = new VisibleController(this);
  /** @type {ResultReader<Gradients | typeof NO_GRADIENTS>} */
  #reader = new ResultReader(this);

  /** Why there is nothing to show yet, and what to do about it. */
  #missing() {
    const words = text().learn.measured;
    const { network, busy } = this.store.state;
    if (busy) return html`<p class="small soft">${words.waiting}</p>`;
    return network
      ? html`<p class="small row">
          ${words.noPicture}
          <button @click=${() => chooseSample(FIRST_SAMPLE)}>${words.useSample}</button>
        </p>`
      : html`<p class="small row">
          ${text().shell.noNetwork} <button @click=${reload}>${text().shell.load}</button>
        </p>`;
  }

  #measured() {
    const words = text().learn.measured;
    const { result, plan, network } = this.store.state;
    const shown = shownClass(this.store.state);
    if (!result || !plan || !network) return this.#missing();
    if (!shown) return html`<p class="small soft">${words.noClassifier}</p>`;
    const gradients = this.#visible.visible
      ? this.#reader.get(String(shown.index), (asked) =>
          unlessWithoutGradients(asked.gradients({ class: shown.index })),
        )
      : null;
    if (gradients === NO_GRADIENTS) return html`<p class="small soft">${text().explain.noGradients}</p>`;
    if (!gradients) return html`<p class="small soft">${words.waiting}</p>`;
    const name = className(shown.label);
    return html`<gradient-plot
        .plan=${plan}
        .gradients=${gradients}
        .label=${text().explain.gradients.label(name)}
      ></gradient-plot>
      <p class="small soft">${words.caption(network.architecture, result.picture.name, name)}</p>`;
  }

  render() {
    return html`<h4>${text().learn.measured.title}</h4>
      ${this.#measured()}`;
  }
}

customElements.define('measured-gradients', MeasuredGradients);
