import { css } from 'lit';

export const plotStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    --dense: var(--accent);
    --uncompressed: var(--warn);
    --residual: var(--good);
    --plain: var(--ink-soft);
  }
  .keys {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-5);
    padding: 0;
    list-style: none;
    font-size: var(--text-m);
  }
  .keys li {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    max-width: 100%;
  }
  .keys svg {
    flex: none;
  }
  .keys b {
    min-width: 2.5em;
  }
  svg {
    display: block;
    overflow: visible;
  }
  svg[role='img'] {
    cursor: crosshair;
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
  .area {
    fill: var(--accent);
    opacity: 0.1;
  }
  .line {
    fill: none;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .dense {
    stroke: var(--dense);
    stroke-width: 3;
  }
  .uncompressed {
    stroke: var(--uncompressed);
    stroke-dasharray: 7 4;
  }
  .residual {
    stroke: var(--residual);
    stroke-dasharray: 2 4;
    stroke-linecap: round;
  }
  .plain {
    stroke: var(--plain);
    stroke-dasharray: 10 3 2 3;
  }
  circle {
    fill: var(--surface);
    stroke-dasharray: none !important;
    stroke-width: 2 !important;
  }
  .mark {
    fill: var(--ink);
    opacity: 0.07;
  }
`;
