import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { SAMPLES } from '../app/pictures.js';
import { chooseSample } from '../app/session.js';
import { StoreController } from '../app/store.js';
import { shared } from '../styles/shared.js';

/** The gallery's thumbnails, to choose an image in any view. */
class SampleStrip extends LitElement {
  static styles = [
    shared,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(3.9rem, 1fr));
        gap: var(--space-2);
        padding: 0;
        list-style: none;
      }
      button {
        width: 100%;
        height: auto;
        min-height: 0;
        padding: 0;
        aspect-ratio: 1;
        overflow: hidden;
        border-color: var(--line);
      }
      button[aria-pressed='true'] {
        outline: 3px solid var(--accent);
        outline-offset: 1px;
      }
      button:focus-visible {
        outline: 3px solid var(--focus);
        outline-offset: 2px;
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
    `,
  ];
  store = new StoreController(this, ['picture']);

  render() {
    const { picture } = this.store.state;
    return html`<ul aria-label=${text().components.samples}>
      ${SAMPLES.map(
        (sample) =>
          html`<li>
            <button
              aria-pressed=${picture?.sampleId === sample.id ? 'true' : 'false'}
              title=${sample.title}
              @click=${() => chooseSample(sample.id)}
            >
              <img src=${sample.url} alt=${sample.title} loading="lazy" decoding="async" />
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

customElements.define('sample-strip', SampleStrip);
