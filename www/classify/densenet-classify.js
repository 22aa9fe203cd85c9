import { LitElement, html, nothing } from 'lit';
import { seenResult } from '../app/frames.js';
import { text } from '../app/i18n.js';
import { StoreController } from '../app/store.js';
import '../components/sample-strip.js';
import { shared } from '../styles/shared.js';
import './batch-table.js';
import './picture-stage.js';
import './prediction-list.js';
import './run-facts.js';
import './sample-credits.js';
import { classifyStyles } from './styles.js';

/** The Classify view: an image and its five most probable classes. */
class DensenetClassify extends LitElement {
  static styles = [shared, classifyStyles];
  store = new StoreController(this, ['result', 'live', 'rows', 'network', 'picture']);

  render() {
    const words = text().classify;
    const { rows, live } = this.store.state;
    const seen = seenResult(this.store.state)?.classification ?? null;
    return html`
      <h2>${words.heading}</h2>
      <p class="lede">${words.lede}</p>
      ${rows.length > 0 ? html`<batch-table></batch-table>` : nothing}
      <div class="columns">
        <picture-stage></picture-stage>
        <div class="answers">
          <section class="card" aria-labelledby="predictions">
            <h3 id="predictions">${words.predictions}</h3>
            <prediction-list .classification=${seen} ?live=${live !== null}></prediction-list>
          </section>
          <section aria-labelledby="run">
            <h3 id="run" class="visually-hidden">${words.run}</h3>
            <run-facts .timings=${seen?.timings ?? null}></run-facts>
          </section>
        </div>
        <section class="gallery" aria-labelledby="samples">
          <h3 id="samples">${words.samples}</h3>
          <p class="soft">${words.samplesLede}</p>
          <sample-strip></sample-strip>
          <sample-credits></sample-credits>
        </section>
      </div>
    `;
  }
}

customElements.define('densenet-classify', DensenetClassify);
