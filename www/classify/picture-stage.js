import { LitElement, html, nothing } from 'lit';
import { startCamera, stopCamera, video } from '../app/camera.js';
import { formatRate } from '../app/format.js';
import { text } from '../app/i18n.js';
import { ACCEPT, SAMPLES } from '../app/pictures.js';
import { href } from '../app/router.js';
import { chooseFiles, chooseUrl } from '../app/runs.js';
import { StoreController } from '../app/store.js';
import '../components/file-button.js';
import '../components/network-input.js';
import { shared } from '../styles/shared.js';
import { cropOutline, cropSize, isCropped } from './crop-outline.js';
import { stageStyles } from './styles.js';

/** The picture or the camera's stream, and controls to choose another. */
class PictureStage extends LitElement {
  static styles = [shared, stageStyles];
  store = new StoreController(this, ['picture', 'result', 'live', 'busy', 'network', 'facts', 'params']);

  /** @param {SubmitEvent} event */
  #fetch(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const url = new FormData(form).get('url');
    if (url) void chooseUrl(String(url));
  }

  /** Whether the camera is on. */
  get #on() {
    return this.store.state.busy?.kind === 'camera';
  }

  #caption() {
    const { picture } = this.store.state;
    if (this.#on) {
      const rate = this.store.state.live?.rate;
      return rate ? text().classify.framesPerSecond(formatRate(rate)) : nothing;
    }
    const sample = SAMPLES.find(({ id }) => id === picture?.sampleId);
    if (!sample) return picture?.name ?? text().classify.noPicture;
    return html`${sample.title}. ${sample.credit},
      <a href=${sample.licence_url} rel="external">${sample.licence}</a>`;
  }

  /** What preprocessing keeps of the picture, and what it makes of that. */
  #given() {
    const words = text().classify.given;
    const { picture, result, network } = this.store.state;
    if (!picture || !network || this.#on) return nothing;
    const how = network.preprocessing;
    const [height, width] = how.inputSize;
    const part = cropSize(picture, how);
    return html`<div class="given small">
      ${result ? html`<network-input></network-input>` : nothing}
      <p class="soft" id="given">
        ${
          isCropped(picture, how)
            ? words.part(part.width, part.height, width, height)
            : words.whole(width, height)
        }
        <a href=${href({ view: 'growth', layer: network.plan.layers[0].name })}>${words.follow}</a>
      </p>
    </div>`;
  }

  render() {
    const words = text().classify;
    const { picture, network } = this.store.state;
    const on = this.#on;
    video.ariaLabel = words.cameraRuns;
    return html`
      <figure>
        <div class="frame">
          ${
            on
              ? video
              : picture
                ? html`<img
                      src=${picture.sourceUrl}
                      alt=${picture.name}
                      aria-describedby=${network ? 'given' : nothing}
                    />${network && isCropped(picture, network.preprocessing) ? cropOutline(picture, network.preprocessing) : nothing}`
                : nothing
          }
        </div>
        <figcaption class="number">${this.#caption()}</figcaption>
      </figure>
      ${this.#given()}
      <div class="row sources">
        <file-button
          primary
          multiple
          accept=${ACCEPT}
          .label=${words.choose}
          .hint=${words.chooseHint}
          @files=${(/** @type {CustomEvent<File[]>} */ event) => chooseFiles(event.detail)}
        ></file-button>
        <button @click=${() => (on ? stopCamera() : startCamera())}>
          ${on ? words.stopCamera : words.camera}
        </button>
        <form @submit=${this.#fetch}>
          <input type="url" name="url" required placeholder=${words.urlHint} aria-label=${words.url} />
          <button>${words.fetch}</button>
        </form>
      </div>
    `;
  }
}

customElements.define('picture-stage', PictureStage);
