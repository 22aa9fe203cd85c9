import { LitElement, css, html, nothing } from 'lit';
import { text } from '../../app/i18n.js';
import { findModel } from '../../app/models.js';
import { navigate } from '../../app/router.js';
import { store, StoreController } from '../../app/store.js';
import { shared } from '../../styles/shared.js';
import { NAMES, writeChoice } from './config.js';
import { planSquare } from './plans.js';

/** @import { DenseNet, Plan } from 'densenet-web' */
/** @import { Explored } from './plans.js' */

/** The properties that distinguish networks. @param {Plan} plan */
const identity = ({ config, inputSize }) =>
  JSON.stringify([
    config.growth_rate,
    config.block_config,
    config.bn_size,
    config.compression_rate,
    config.num_init_features,
    config.num_classes,
    config.stem,
    inputSize,
  ]);

/** Says if the loaded network differs from the explored one, and offers to explore it. */
class OtherNetwork extends LitElement {
  static properties = { explored: { attribute: false } };
  static styles = [
    shared,
    css`
      /* The network comes later than the view: nothing moves then. */
      :host {
        min-height: 1.75rem;
      }
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 var(--space-4);
      }
      button {
        min-height: 1.75rem;
        padding: 0 var(--space-2);
        margin-inline: calc(-1 * var(--space-2));
        font-size: inherit;
        color: var(--accent);
      }
    `,
  ];
  store = new StoreController(this, ['network']);

  constructor() {
    super();
    /** @type {Explored | null} */
    this.explored = null;
  }

  /** @param {DenseNet} network */
  async #explore({ architecture, plan }) {
    const {
      config,
      inputSize: [side],
    } = plan;
    const net = NAMES.find((name) => name === architecture) ?? this.explored?.net ?? '';
    /** @type {[Plan, Plan]} */
    let plans;
    try {
      plans = [await planSquare(net), await planSquare(config)];
    } catch (error) {
      store.set({ error });
      return;
    }
    // The visitor may have moved on meanwhile.
    if (store.state.view !== 'explore') return;
    const [base, own] = plans;
    const usual = own.inputSize[0];
    navigate({ params: writeChoice(net, base.config, config, side === usual ? null : side), layer: null });
  }

  render() {
    const { network, networkId } = this.store.state;
    const { explored } = this;
    if (!network || !explored || identity(network.plan) === identity(explored.plan)) return nothing;
    const words = text().explore.other;
    const name = findModel(networkId ?? '')?.name || network.architecture;
    return html`<p class="small soft">
      ${words.says(name)}
      <button class="quiet" @click=${() => this.#explore(network)}>${words.explore}</button>
    </p>`;
  }
}

customElements.define('other-network', OtherNetwork);
