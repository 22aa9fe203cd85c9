import { LitElement, html, nothing } from 'lit';
import { formatInteger } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { layerName } from '../../app/names.js';
import { href } from '../../app/router.js';
import { StoreController } from '../../app/store.js';
import { tableStyles } from '../../components/table.styles.js';
import { shared } from '../../styles/shared.js';

/** @import { Plan } from 'densenet-web' */

/** The diagram as a table: every layer, with a link that selects it. */
class LayerTable extends LitElement {
  static properties = { plan: { attribute: false }, open: { state: true } };
  static styles = [shared, tableStyles];
  store = new StoreController(this, [
    'selectedLayer',
    'modelId',
    'engineChoice',
    'sampleId',
    'selectedClass',
    'cutText',
  ]);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
    this.open = false;
  }

  #table() {
    const { columns } = text().growth.table;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text().growth.table.layers}>
      <table>
        <thead>
          <tr>
            <th scope="col">${columns.layer}</th>
            <th scope="col">${columns.input}</th>
            <th scope="col">${columns.output}</th>
            <th scope="col">${columns.resolution}</th>
            <th scope="col">${columns.parameters}</th>
            <th scope="col">${columns.macs}</th>
          </tr>
        </thead>
        <tbody>
          ${this.plan?.layers.map(
            (layer) =>
              html`<tr>
                <th scope="row"><a href=${href({ layer: layer.name })}>${layerName(layer)}</a></th>
                <td>${layer.inChannels}</td>
                <td>${layer.outChannels}</td>
                <td>${layer.height} × ${layer.width}</td>
                <td>${formatInteger(layer.parameters)}</td>
                <td>${formatInteger(layer.macs)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  render() {
    return html`<details
      @toggle=${(/** @type {Event} */ event) => {
        this.open = /** @type {HTMLDetailsElement} */ (event.target).open;
      }}
    >
      <summary>${text().growth.table.layers}</summary>
      ${this.open ? this.#table() : nothing}
    </details>`;
  }
}

customElements.define('layer-table', LayerTable);
