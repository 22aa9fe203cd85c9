import { css } from 'lit';

export const predictionBarStyles = css`
  ol {
    display: grid;
    gap: var(--space-3);
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--space-3);
    font-size: var(--text-m);
  }
  .first {
    font-size: var(--text-l);
    font-weight: 620;
  }
  .label {
    overflow-wrap: anywhere;
  }
  .track {
    grid-column: 1 / -1;
    height: 0.5rem;
    margin-top: var(--space-1);
    border-radius: 99px;
    background: var(--track);
    overflow: hidden;
  }
  .first .track {
    height: 0.75rem;
  }
  .bar {
    display: block;
    height: 100%;
    border-radius: 99px;
    background: var(--bar-rest);
    transform-origin: 0 50%;
    transition: transform var(--calm) var(--ease);
  }
  .first .bar {
    background: var(--bar);
  }
  [data-rejected] .label,
  [data-rejected] .number {
    color: var(--ink-soft);
    font-size: var(--text-m);
    font-weight: 400;
  }
  [data-rejected] .bar {
    background: var(--line-strong);
    opacity: 0.5;
  }
  .label button {
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration-color: transparent;
  }
  .label button:hover,
  .label [aria-pressed='true'] {
    text-decoration-color: currentColor;
  }
  :host([compact]) ol {
    gap: 0.3rem;
  }
  :host([compact]) li {
    gap: 0 var(--space-2);
    font-size: var(--text-s);
    line-height: 1.35;
  }
  :host([compact]) .first {
    font-size: var(--text-m);
  }
  :host([compact]) .track {
    height: 0.35rem;
    margin-top: 1px;
  }
  :host([compact]) .first .track {
    height: 0.55rem;
  }
`;
