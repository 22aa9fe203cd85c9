import { css, unsafeCSS } from 'lit';
import { DIAGRAM } from '../constants.js';

export const diagramStyles = css`
  :host {
    min-width: 0;
    container-type: inline-size;
    --early: color-mix(in oklab, var(--accent) 22%, var(--surface));
    --late: color-mix(in oklab, var(--accent) 68%, var(--surface));
  }
  :host([stale]) svg {
    opacity: 0.45;
  }
  .slider {
    cursor: pointer;
    touch-action: pan-y;
  }
  /* As high as the diagram, so that nothing moves when that appears. */
  .empty {
    height: ${unsafeCSS(DIAGRAM.height)}px;
  }
  @container (width < ${unsafeCSS(DIAGRAM.narrow)}px) {
    .empty {
      height: ${unsafeCSS(DIAGRAM.heightNarrow)}px;
    }
  }
  svg {
    display: block;
    overflow: visible;
    transition: opacity var(--calm);
  }
  text {
    font: 500 0.75rem var(--sans);
    fill: var(--ink-soft);
    user-select: none;
  }
  .tick {
    text-anchor: end;
    font-variant-numeric: tabular-nums;
  }
  .name,
  .ratio,
  .size {
    text-anchor: middle;
  }
  .name {
    font-weight: 600;
    fill: var(--ink);
  }
  .count {
    text-anchor: end;
    font-weight: 650;
    fill: var(--ink);
    font-variant-numeric: tabular-nums;
    paint-order: stroke;
    stroke: var(--surface);
    stroke-width: 3px;
  }
  .grid {
    stroke: var(--line);
  }
  .input {
    fill: color-mix(in oklab, var(--ink-soft) 34%, var(--surface));
  }
  .carried {
    fill: color-mix(in oklab, var(--late) var(--share, 50%), var(--early));
  }
  .new {
    fill: var(--accent);
  }
  .transition,
  .stem {
    fill: color-mix(in oklab, var(--warn) 42%, var(--surface));
  }
  .stem {
    fill: color-mix(in oklab, var(--ink-soft) 18%, var(--surface));
  }
  .marker {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
`;
