import { LitElement, css, html, nothing } from 'lit';
import { formatPercent } from '../../app/format.js';
import { seenResult } from '../../app/frames.js';
import { text } from '../../app/i18n.js';
import { hasClassifier, isRejected } from '../../app/intake.js';
import { className } from '../../app/names.js';
import { href, navigate } from '../../app/router.js';
import { shownClass } from '../../app/shown-class.js';
import { StoreController } from '../../app/store.js';
import '../../components/prediction-bars.js';
import { shared } from '../../styles/shared.js';

/** Where the network ends: its most probable classes. A click on one chooses the class that explanations are about. */
class GrowthPrediction extends LitElement {
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        align-content: end;
        min-width: 0;
      }
      h3 {
        font-size: var(--text-m);
      }
      .none {
        color: var(--warn);
        font-size: var(--text-s);
        font-weight: 600;
      }
    `,
  ];
  store = new StoreController(this, ['result', 'live', 'network', 'facts', 'selectedClass']);

  render() {
    const words = text().classify;
    const { network, live } = this.store.state;
    if (network && !hasClassifier(network)) return html`<p class="small soft">${words.noClassifier}</p>`;
    const classification = seenResult(this.store.state)?.classification ?? null;
    const first = classification?.predictions[0];
    const rejected = isRejected(classification);
    const heard =
      !first || live
        ? ''
        : rejected
          ? text().components.rejected.none
          : `${className(first.label)}, ${formatPercent(first.probability)}`;
    return html`
      <p role="status" class="visually-hidden">${heard}</p>
      <h3>${words.predictions}</h3>
      ${rejected ? html`<p class="none">${text().components.rejected.none}</p>` : nothing}
      <prediction-bars
        compact
        choosable
        .classification=${classification}
        .chosen=${shownClass(this.store.state)?.index ?? null}
        @choose=${(/** @type {CustomEvent<number>} */ event) => navigate({ class: event.detail })}
      ></prediction-bars>
      <p class="small"><a href=${href({ view: 'classify' })}>${text().growth.input.details}</a></p>
    `;
  }
}

customElements.define('growth-prediction', GrowthPrediction);
