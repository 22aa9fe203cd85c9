import { LitElement, css, html } from 'lit';
import { ACTIVATION_SIZE } from '../constants.js';
import { cropOf } from '../crop.js';
import { ends, toPixels } from '../maps/colour-maps.js';
import { ownEnds, SCHEMES, signedShares, spanOf } from './looks.js';
import { upsample } from './upsample.js';

/** @import { ActivationMap, DenseNet } from 'densenet-web' */
/** @import { Picture } from '../../app/store.js' */
/** @import { Look } from './looks.js' */

/** The picture's crop with the map over it. */
class ActivationCanvas extends LitElement {
  static properties = {
    picture: { attribute: false },
    network: { attribute: false },
    map: { attribute: false },
    look: {},
    own: { type: Boolean },
    opacity: { type: Number },
    label: {},
  };
  static styles = css`
    :host {
      display: block;
    }
    canvas {
      display: block;
      width: 100%;
      border-radius: var(--radius-s);
    }
  `;
  /** The map as an image. @type {HTMLCanvasElement | null} */
  #overlay = null;

  constructor() {
    super();
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {DenseNet | null} */
    this.network = null;
    /** @type {ActivationMap | null} */
    this.map = null;
    /** @type {Look} */
    this.look = 'activation';
    /** Whether evidence for and against has a scale each. */
    this.own = false;
    this.opacity = 1;
    this.label = '';
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    const { picture, network, map, look, own } = this;
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    if (!picture || !network) return;
    const crop = cropOf(picture, network, ACTIVATION_SIZE);
    const { width, height } = crop;
    if (changed.has('map') || changed.has('look') || changed.has('own'))
      this.#overlay = map && overlay(look, map, { width, height }, own);
    Object.assign(canvas, { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(crop, 0, 0);
    // The picture's own colours must not be taken for the map's.
    context.globalAlpha = Math.min(1, 1.6 * this.opacity);
    context.globalCompositeOperation = 'saturation';
    context.fillStyle = 'grey';
    if (this.#overlay) context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = 'source-over';
    context.globalAlpha = this.opacity;
    // A pixel of the input is a square; places of a map are interpolated.
    context.imageSmoothingEnabled = look !== 'saliency';
    if (this.#overlay) context.drawImage(this.#overlay, 0, 0, width, height);
  }

  render() {
    return html`<canvas role="img" aria-label=${this.label || (this.picture?.name ?? '')}></canvas>`;
  }
}

/** @param {Look} look @param {ActivationMap} map @param {{ width: number, height: number }} crop @param {boolean} own */
function overlay(look, map, crop, own) {
  const size = look === 'saliency' ? { width: map.width, height: map.height } : crop;
  const values = look === 'saliency' ? map.data : upsample(map.data, map, size);
  const isOwn = own && look === 'activation';
  const span = isOwn ? { low: -1, high: 1 } : spanOf(look, map);
  const shown = isOwn ? signedShares(values, ownEnds(spanOf(look, map))) : values;
  const image = toPixels(shown, size.width, size.height, span, SCHEMES[look]);
  if (look === 'activation') fade(image, shown, ends(span, SCHEMES[look]).high);
  const canvas = Object.assign(document.createElement('canvas'), size);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

/** Where there is little evidence, the picture shows through. @param {ImageData} image @param {Float32Array} values @param {number} max */
function fade({ data }, values, max) {
  for (const [pixel, value] of values.entries())
    data[4 * pixel + 3] = 255 * Math.min(1, Math.abs(value) / (max || 1)) ** 0.5;
}

customElements.define('activation-canvas', ActivationCanvas);
