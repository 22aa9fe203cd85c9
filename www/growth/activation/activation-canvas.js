import { LitElement, css, html } from 'lit';
import { ACTIVATION_SIZE } from '../constants.js';
import { cropOf } from '../crop.js';
import { rangeOf, toPixels } from '../maps/colour-maps.js';
import { upsample } from './upsample.js';

/** @import { ActivationMap, DenseNet } from 'densenet-web' */
/** @import { Picture } from '../../app/store.js' */

/** The picture's crop with the map over it. */
class ActivationCanvas extends LitElement {
  static properties = {
    picture: { attribute: false },
    network: { attribute: false },
    map: { attribute: false },
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
    this.opacity = 1;
    this.label = '';
  }

  /** @param {import('lit').PropertyValues<this>} changed */
  updated(changed) {
    const { picture, network, map } = this;
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    if (!picture || !network) return;
    const crop = cropOf(picture, network, ACTIVATION_SIZE);
    const { width, height } = crop;
    if (changed.has('map')) this.#overlay = map && overlay(map, width, height);
    Object.assign(canvas, { width, height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(crop, 0, 0);
    context.globalAlpha = this.opacity;
    if (this.#overlay) context.drawImage(this.#overlay, 0, 0);
  }

  render() {
    return html`<canvas role="img" aria-label=${this.label || (this.picture?.name ?? '')}></canvas>`;
  }
}

/** @param {ActivationMap} map @param {number} width @param {number} height */
function overlay(map, width, height) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const values = upsample(map.data, map, { width, height });
  canvas.getContext('2d')?.putImageData(toPixels(values, width, height, evidenceOf(map), 'inferno'), 0, 0);
  return canvas;
}

/** The range of evidence for a class: from zero to the largest contribution. @param {ActivationMap} map */
export const evidenceOf = ({ data }) => ({ low: 0, high: Math.max(0, rangeOf(data).high) });

customElements.define('activation-canvas', ActivationCanvas);
