import { LitElement, css, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { navigate } from '../app/router.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';
import { engineReason } from './engine-reason.js';
import './radio-row.js';

/** @import { EngineChoice } from 'densenet-web' */

const USUAL = /** @type {const} */ (['auto', 'webgpu', 'cpu']);

/** Auto, WebGPU or CPU, and the current engine. `all` adds the reference engine, for which the header has no room. */
class EngineSwitch extends LitElement {
  static properties = { all: { type: Boolean } };
  static styles = [
    shared,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .name {
        display: var(--label, inline);
      }
      @media (max-width: 40rem) {
        .name {
          display: none;
        }
      }
    `,
  ];
  store = new StoreController(this, ['engineChoice', 'network']);

  constructor() {
    super();
    this.all = false;
  }

  render() {
    const { engine: label } = text().components;
    const names = text().names.engines;
    const { engineChoice, network } = this.store.state;
    const now = engineChoice === 'auto' && network ? `: ${names[network.engine.kind]}` : '';
    /** @type {EngineChoice[]} */
    const choices = this.all || engineChoice === 'burn' ? [...USUAL, 'burn'] : [...USUAL];
    const options = choices.map((value) => ({
      value,
      label: names[value],
      note: value === 'auto' ? now : '',
    }));
    return html`<span class="name small soft" aria-hidden="true">${label}</span>
      <radio-row
        .label=${label}
        .options=${options}
        .value=${engineChoice}
        title=${network ? engineReason(network.engine) : nothing}
        @change=${(/** @type {CustomEvent<EngineChoice>} */ event) => navigate({ engine: event.detail }, { replace: true })}
      ></radio-row>`;
  }
}

customElements.define('engine-switch', EngineSwitch);
