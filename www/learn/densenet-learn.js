import { LitElement, html } from 'lit';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

export class DensenetLearn extends LitElement {
  static styles = [shared];
  store = new StoreController(this, ['plan']);

  render() {
    return html`<h2>${text().learn.title}</h2>`;
  }
}

customElements.define('densenet-learn', DensenetLearn);
