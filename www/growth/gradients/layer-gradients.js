import { LitElement, css, html, nothing } from 'lit';
import { NO_GRADIENTS, unlessWithoutGradients } from '../../app/explain.js';
import { formatSmall, formatValue } from '../../app/format.js';
import { gradientPoints, spreadOf } from '../../app/gradient-points.js';
import { text } from '../../app/i18n.js';
import { className, layerName } from '../../app/names.js';
import { navigate } from '../../app/router.js';
import { shownClass } from '../../app/shown-class.js';
import { StoreController } from '../../app/store.js';
import '../../components/gradient-plot.js';
import '../../components/radio-row.js';
import { ResultReader } from '../../components/result-reader.js';
import { VisibleController } from '../../components/visible-controller.js';
import { shared } from '../../styles/shared.js';
import '../class-choice.js';
import { link, unlink } from '../linked/links.js';
import { changeView, viewSettings } from '../view-settings.js';

/** @import { Gradients, Plan } from 'densenet-web' */
/** @import { Measure } from '../../app/gradient-points.js' */

/** How much each layer's output matters for the answer: the gradient of a class's logit, or of its loss. */
class LayerGradients extends LitElement {
  static properties = {
    plan: { attribute: false },
    selected: {},
  };
  static styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        /* The plot's place, so that the page does not jump when it comes into view. */
        min-height: 26rem;
        align-content: start;
      }
      @media print {
        :host {
          min-height: 0;
        }
      }
    `,
  ];
  store = new StoreController(this, ['result', 'selectedClass', 'network', 'params']);
  #visible = new VisibleController(this);
  /** @type {ResultReader<Gradients | typeof NO_GRADIENTS>} */
  #reader = new ResultReader(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.selected = '';
  }

  #settings() {
    const words = text().explain.gradients;
    const { objective, measure } = viewSettings();
    return html`<div class="row">
      <radio-row
        .label=${words.objective}
        .options=${[
          { value: 'logit', label: words.objectives.logit },
          { value: 'loss', label: words.objectives.loss },
        ]}
        .value=${objective}
        @change=${(/** @type {CustomEvent<'logit' | 'loss'>} */ event) => changeView({ objective: event.detail })}
      ></radio-row>
      <radio-row
        .label=${words.measure}
        .options=${[
          { value: 'norm', label: words.measures.norm },
          { value: 'meanAbsolute', label: words.measures.meanAbsolute },
        ]}
        .value=${measure}
        @change=${(/** @type {CustomEvent<Measure>} */ event) => changeView({ measure: event.detail })}
      ></radio-row>
    </div>`;
  }

  /** @param {Gradients} gradients whose objective may still be the one before. */
  #plot(gradients) {
    const { plan } = this;
    if (!plan) return nothing;
    const words = text().explain.gradients;
    const { objective } = gradients;
    const [kind, index] =
      'class' in objective
        ? [/** @type {const} */ ('logit'), objective.class]
        : [/** @type {const} */ ('loss'), objective.label];
    const name = className(this.store.state.network?.labels[index] ?? '');
    const { measure } = viewSettings();
    const spread = spreadOf(gradientPoints(plan, gradients, measure));
    return html`<p class="number" data-value>
        ${words.value[kind](name, formatValue(gradients.value))}
        ${
          spread && spread.least.value > 0
            ? words.spread(
                layerName(spread.most.layer),
                layerName(spread.least.layer),
                formatValue(spread.most.value / spread.least.value),
              )
            : nothing
        }
        ${words.atInput(formatSmall(gradients.input[measure]))}
      </p>
      <gradient-plot
        choosable
        .plan=${plan}
        .gradients=${gradients}
        .measure=${measure}
        .selected=${this.selected}
        .label=${words.label(name)}
        @look=${(/** @type {CustomEvent<string | null>} */ { detail }) => (detail ? link(plan, detail) : unlink())}
        @choose=${(/** @type {CustomEvent<string>} */ event) => navigate({ layer: event.detail })}
      ></gradient-plot>`;
  }

  render() {
    const { result } = this.store.state;
    const shown = shownClass(this.store.state);
    if (!result || !shown) return nothing;
    const { index } = shown;
    const objective = viewSettings().objective === 'logit' ? { class: index } : { label: index };
    const gradients = this.#visible.visible
      ? this.#reader.get(JSON.stringify(objective), (network) =>
          unlessWithoutGradients(network.gradients(objective)),
        )
      : null;
    const known = gradients ?? this.#reader.last;
    if (known === NO_GRADIENTS) return html`<p class="soft">${text().explain.noGradients}</p>`;
    return html`<class-choice></class-choice> ${this.#settings()}
      ${known ? this.#plot(known) : html`<p class="soft">${text().growth.maps.reading}</p>`}`;
  }
}

customElements.define('layer-gradients', LayerGradients);
