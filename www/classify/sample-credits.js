import { LitElement, css, html, nothing } from 'lit';
import { text } from '../app/i18n.js';
import { className } from '../app/names.js';
import { SAMPLES } from '../app/pictures.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** The authors and licences of the gallery's images. */
class SampleCredits extends LitElement {
  static styles = [
    shared,
    css`
      ul {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-3);
        padding: 0;
        list-style: none;
        font-size: var(--text-s);
      }
      li {
        max-width: 70rem;
        overflow-wrap: anywhere;
      }
    `,
  ];
  store = new StoreController(this, []);

  render() {
    const words = text().classify;
    return html`<details>
      <summary>${words.credits}</summary>
      <ul>
        ${SAMPLES.map(
          (sample) =>
            html`<li>
              <strong>${words.credit(sample.title)}</strong> ${sample.credit}.
              <a href=${sample.licence_url} rel="external">${sample.licence}</a>.
              <span class="soft"
                >${className(sample.class)}. ${sample.source}. ${sample.note || nothing}</span
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }
}

customElements.define('sample-credits', SampleCredits);
