import { LitElement, html, nothing } from 'lit';
import { formatInteger } from '../app/format.js';
import { text } from '../app/i18n.js';
import { canReject, isIndependent } from '../app/intake.js';
import { className } from '../app/names.js';
import { StoreController } from '../app/store.js';
import { FEW_CLASSES } from '../constants.js';
import { shared } from '../styles/shared.js';

/** How many classes the network knows, which, and what it says of other things. */
class KnownClasses extends LitElement {
  static styles = [shared];
  store = new StoreController(this, ['network', 'facts', 'result']);

  render() {
    const { network, language } = this.store.state;
    const labels = network?.labels ?? [];
    if (labels.length === 0) return nothing;
    const words = text().classify.knows;
    const names = labels.map(className).join(language === 'zh' ? '、' : ', ');
    const list = labels.length <= FEW_CLASSES ? words.list(names) : '';
    const count = formatInteger(labels.length);
    if (isIndependent(network)) return html`<p class="small soft">${words.independent(count, list)}</p>`;
    return html`<p class="small soft">
      ${canReject(network) ? words.rejecting(count, list) : words.always(count, list)}
    </p>`;
  }
}

customElements.define('known-classes', KnownClasses);
