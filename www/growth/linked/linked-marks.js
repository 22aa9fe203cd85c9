import { LitElement, css, nothing, svg, html } from 'lit';
import { readerNamed } from '../../app/connections.js';
import { StoreController } from '../../app/store.js';
import { arcsOf } from '../diagram/arcs.js';
import { boxOf } from './boxes.js';

/** @import { Layout } from '../diagram/layout.js' */

/** Marks a connection over the staircase: its arc and its strip, or a whole column. Drawn apart from the canvas, which stays as it is. */
class LinkedMarks extends LitElement {
  static properties = { layout: { attribute: false } };
  static styles = css`
    :host {
      position: absolute;
      inset: 0;
      pointer-events: none;
    }
    svg {
      display: block;
    }
    rect,
    path {
      fill: none;
      stroke: var(--ink);
      stroke-width: 2.5;
    }
    .halo {
      stroke: var(--surface);
      stroke-width: 5;
    }
  `;
  store = new StoreController(this, ['linked', 'plan']);

  constructor() {
    super();
    /** @type {Layout | null} */
    this.layout = null;
  }

  render() {
    const { layout } = this;
    const { linked, plan } = this.store.state;
    if (!layout || !linked || !plan) return nothing;
    const isReader = (/** @type {string} */ name) =>
      name === linked.reader || (linked.source !== null && readerNamed(plan, name)?.layer === linked.reader);
    const column = layout.columns.find(
      ({ step }) =>
        isReader(step.layer.name) &&
        (linked.source === null || step.reads.some(({ name }) => name === linked.source)),
    );
    if (!column) return nothing;
    const { x, y, width, height } = boxOf(layout, column, linked.source);
    const arc =
      linked.source === null
        ? null
        : arcsOf(layout, column).find(({ origin }) => origin.name === linked.source);
    const path = arc
      ? `M${arc.from.x},${arc.from.y}C${arc.from.x},${arc.peak} ${arc.to.x},${arc.peak} ${arc.to.x},${arc.to.y}`
      : '';
    return html`<svg width=${layout.width} height=${layout.height} aria-hidden="true">
      ${['halo', ''].map(
        (name) => svg`${arc ? svg`<path class=${name} d=${path} />` : nothing}
          <rect class=${name} x=${x} y=${y} width=${width} height=${height} />`,
      )}
    </svg>`;
  }
}

customElements.define('linked-marks', LinkedMarks);
