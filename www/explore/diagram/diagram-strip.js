import { LitElement, css, html, nothing, svg } from 'lit';
import { formatBytes, formatCount, formatInteger } from '../../app/format.js';
import { text } from '../../app/i18n.js';
import { StoreController } from '../../app/store.js';
import { WidthController } from '../../components/width-controller.js';
import { shared } from '../../styles/shared.js';
import { DIAGRAM } from '../constants.js';
import { shapeOf, stairs } from './diagram-shape.js';

/** @import { Plan } from 'densenet-web' */

const FRAME = { margin: { top: 3, right: 0, bottom: 1, left: 0 }, height: DIAGRAM.stripHeight };

/** A small diagram, for screens on which the large one is out of view while the sliders are used. */
class DiagramStrip extends LitElement {
  static properties = { plan: { attribute: false } };
  static styles = [
    shared,
    css`
      :host {
        margin: 0 calc(-1 * var(--space-2)) var(--space-3);
        padding: var(--space-2);
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      svg {
        display: block;
      }
      .input {
        fill: color-mix(in oklab, var(--ink-soft) 34%, var(--surface));
      }
      .stairs {
        fill: color-mix(in oklab, var(--accent) 60%, var(--surface));
      }
      .transition,
      .stem {
        fill: color-mix(in oklab, var(--warn) 42%, var(--surface));
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-3);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
  store = new StoreController(this, []);
  #size = new WidthController(this);

  constructor() {
    super();
    /** @type {Plan | null} */
    this.plan = null;
  }

  render() {
    const { plan } = this;
    const { width } = this.#size;
    if (!plan || width === 0) return nothing;
    const { y, blocks, joints, height } = shapeOf(plan, width, FRAME);
    // Hidden from screen readers, because it repeats the large diagram.
    return html`<div aria-hidden="true">
      <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}">
        ${joints.map(
          ({ kind, x, end, from, to }) =>
            svg`<path class=${kind} d="M${x},${y(0)}V${y(from)}L${end},${y(to)}V${y(0)}Z" />`,
        )}
        ${blocks.map(
          (block) => svg`
            <rect class="input" x=${block.x} y=${y(block.first)} width=${block.end - block.x} height=${y(0) - y(block.first)} />
            <path class="stairs" d=${stairs(block, y)} />`,
        )}
      </svg>
      <p class="small">
        <strong>${text().explore.strip(formatInteger(plan.parameters))}</strong>
        <span class="soft">${text().explore.stripMacs(formatCount(plan.macs))}</span>
        <span class="soft">${formatBytes(plan.memory.zeroCopyBytes)}</span>
      </p>
    </div>`;
  }
}

customElements.define('diagram-strip', DiagramStrip);
