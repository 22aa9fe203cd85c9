import { css } from 'lit';

export const gradientPlotStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
  }
  svg {
    display: block;
    overflow: visible;
  }
  :host([choosable]) svg[role='img'] {
    cursor: pointer;
  }
  .grid {
    stroke: var(--line);
  }
  .block {
    stroke: var(--line-strong);
    stroke-dasharray: 2 4;
  }
  .tick {
    font-size: 0.75rem;
    fill: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .line {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .dense {
    fill: var(--accent);
  }
  .other {
    fill: var(--surface);
    stroke: var(--ink-soft);
    stroke-width: 1.8;
  }
  .mark {
    fill: var(--ink);
    opacity: 0.07;
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .keys li {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
  }
`;
