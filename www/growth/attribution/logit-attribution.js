import { LitElement, html, nothing } from 'lit';
import { styleMap } from '../../components/style-map.js';
import { formatDecimals, formatSigned, formatSmall } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { className, layerName } from '../../app/names.js';
import { navigate } from '../../app/router.js';
import { shownClass } from '../../app/shown-class.js';
import { StoreController } from '../../app/store.js';
import { ResultReader } from '../../components/result-reader.js';
import { shared } from '../../styles/shared.js';
import '../class-choice.js';
import { LinkController } from '../linked/link-controller.js';
import { linkText } from '../linked/links.js';
import { cssColourOf } from '../staircase-colours.js';
import { stepNamed } from '../structure.js';
import { barsOf, extremesOf, totalOf } from './bars.js';
import { attributionStyles } from './logit-attribution.styles.js';

/** @import { Attribution, AttributionOrigin, Plan } from 'densenet-web' */
/** @import { Bar } from './bars.js' */

/** Which layers a class's logit comes from: it is a sum over the features of the last block. */
class LogitAttribution extends LitElement {
  static properties = { plan: { attribute: false }, selected: {} };
  static styles = [shared, attributionStyles];
  store = new StoreController(this, ['result', 'selectedClass', 'network']);
  links = new LinkController(this);
  /** @type {ResultReader<Attribution>} */
  #reader = new ResultReader(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.selected = '';
  }

  /** @param {string} layer */
  #name(layer) {
    const step = this.plan && stepNamed(this.plan, layer);
    return step ? layerName(step.layer) : layer;
  }

  /** @param {number} value @param {Bar} bar @param {number} zero @param {string} colour */
  #bar(value, bar, zero, colour) {
    const place = { left: `${100 * bar.from}%`, width: `${100 * bar.size}%`, background: colour };
    return html`<span class="track" aria-hidden="true">
        <span class="bar" style=${styleMap(place)}></span>
        <span class="zero" style=${styleMap({ left: `${100 * zero}%` })}></span>
      </span>
      <span class="value number">${formatSigned(value)}</span>`;
  }

  /** @param {AttributionOrigin} origin @param {Bar} bar @param {number} zero */
  #origin({ layer, channels, value }, bar, zero) {
    const words = text().explain.attribution;
    const made = this.plan && stepNamed(this.plan, layer)?.makes;
    const isInput = made?.kind === 'input';
    const reader = this.plan?.layers.at(-1)?.name ?? '';
    return html`<li data-link=${this.plan ? linkText(this.plan, reader, layer) : nothing}>
      <button
        class="link"
        aria-current=${layer === this.selected ? 'true' : 'false'}
        title=${words.channels(channels)}
        @click=${() => navigate({ layer })}
      >
        ${isInput ? words.input(this.#name(layer)) : this.#name(layer)}
      </button>
      ${this.#bar(value, bar, zero, made ? cssColourOf(made) : '')}
    </li>`;
  }

  /** @param {number} index */
  #label(index) {
    return className(this.store.state.network?.labels[index] ?? '');
  }

  /** @param {Attribution} attribution whose class may still be the one before. */
  #summary({ origins, ...attribution }) {
    const words = text().explain.attribution;
    const { most, least } = extremesOf(origins);
    return html`<p data-summary>
      ${most ? words.most(this.#label(attribution.class), this.#name(most.layer), formatSigned(most.value)) : nothing}
      ${least ? words.least(this.#name(least.layer), formatSigned(least.value)) : nothing}
    </p>`;
  }

  /** @param {Attribution} attribution */
  #sum({ origins, bias, logit }) {
    const words = text().explain.attribution;
    const total = totalOf(origins);
    const difference = Math.abs(total + bias - logit);
    return html`<p class="number" data-sum>
      ${words.sum(formatDecimals(total), bias < 0 ? '−' : '+', formatDecimals(Math.abs(bias)), formatDecimals(total + bias))}
      ${words.logit(formatDecimals(logit), formatSmall(difference))}
    </p>`;
  }

  render() {
    const words = text().explain.attribution;
    const { result } = this.store.state;
    const shown = shownClass(this.store.state);
    if (!result || !shown) return nothing;
    const attribution = this.#reader.get(String(shown.index), (network) => network.attribution(shown.index));
    const known = attribution ?? this.#reader.last;
    /** @type {Pick<Attribution, 'origins' | 'bias'>} */
    const { origins, bias } = known ?? { origins: [], bias: 0 };
    const { zero, bars } = barsOf([...origins.map(({ value }) => value), bias]);
    return html`<class-choice></class-choice> ${
        known
          ? html`${this.#summary(known)}
              <ol
                aria-label=${words.list(this.#label(known.class))}
                aria-busy=${attribution ? 'false' : 'true'}
              >
                ${origins.map((origin, at) => this.#origin(origin, bars[at], zero))}
                <li class="bias">
                  <span>${words.bias}</span>
                  ${this.#bar(bias, /** @type {Bar} */ (bars.at(-1)), zero, 'var(--ink-soft)')}
                </li>
              </ol>
              ${this.#sum(known)}`
          : html`<p class="soft">${text().growth.maps.reading}</p>`
      }`;
  }
}

customElements.define('logit-attribution', LogitAttribution);
