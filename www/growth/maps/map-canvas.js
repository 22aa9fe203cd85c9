import { LitElement, css, html } from 'lit';
import { toPixels } from './colour-maps.js';

/** @import { Range, Scheme } from './colour-maps.js' */

/** One map, with visible pixels. */
class MapCanvas extends LitElement {
  static properties = {
    values: { attribute: false },
    width: { type: Number },
    height: { type: Number },
    range: { attribute: false },
    scheme: {},
  };
  static styles = css`
    :host {
      display: block;
    }
    canvas {
      display: block;
      width: 100%;
      height: auto;
      image-rendering: pixelated;
    }
  `;

  constructor() {
    super();
    /** @type {Float32Array} */
    this.values = new Float32Array(1);
    this.width = 1;
    this.height = 1;
    /** @type {Range} */
    this.range = { low: 0, high: 0 };
    /** @type {Scheme} */
    this.scheme = 'viridis';
  }

  updated() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.renderRoot.querySelector('canvas'));
    const { values, width, height, range, scheme } = this;
    Object.assign(canvas, { width, height });
    canvas.getContext('2d')?.putImageData(toPixels(values, width, height, range, scheme), 0, 0);
  }

  render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }
}

customElements.define('map-canvas', MapCanvas);
