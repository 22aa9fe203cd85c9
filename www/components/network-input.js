import { LitElement, css, html } from 'lit';
import { text } from '../app/i18n.js';
import { inputOf, toBytes } from '../app/input.js';
import { store, StoreController } from '../app/store.js';

/** @import { InputTensor } from 'densenet-web' */

/** What the network was given of the picture, once it has run: its input, with visible pixels. */
class NetworkInput extends LitElement {
  static styles = css`
    :host {
      display: block;
    }
    canvas {
      display: block;
      width: 100%;
      height: auto;
      image-rendering: pixelated;
      border-radius: 3px;
      /* Shows through where the input is transparent. */
      background: repeating-conic-gradient(#bbb 0 25%, #eee 0 50%) 0 0 / 12px 12px;
    }
  `;
  store = new StoreController(this, ['result', 'network', 'facts']);
  /** @type {Promise<InputTensor> | null} */
  #input = null;

  updated() {
    const { result, network } = this.store.state;
    const input = result && network && inputOf(network, result.picture);
    if (input === this.#input) return;
    this.#input = input;
    input?.then(
      (tensor) => this.#input === input && this.#draw(tensor),
      // A picture that can't be prepared can't be run either, and that says why.
      () => this.#input === input && (this.#input = null),
    );
  }

  /** @param {InputTensor} tensor */
  #draw(tensor) {
    const canvas = this.renderRoot.querySelector('canvas');
    const { network } = store.state;
    if (!canvas || !network) return;
    const { width, height } = tensor;
    Object.assign(canvas, { width, height });
    const image = new ImageData(width, height);
    image.data.set(toBytes(tensor, network.preprocessing));
    canvas.getContext('2d')?.putImageData(image, 0, 0);
  }

  render() {
    const { result, network } = this.store.state;
    if (!result || !network) return null;
    const [height, width] = network.preprocessing.inputSize;
    return html`<canvas
      role="img"
      aria-label=${text().components.input(result.picture.name, width, height)}
      width=${width}
      height=${height}
    ></canvas>`;
  }
}

customElements.define('network-input', NetworkInput);
