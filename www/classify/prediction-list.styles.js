import { css } from 'lit';

export const predictionStyles = css`
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
  .none,
  .independent {
    margin-bottom: var(--space-4);
  }
  .none {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--warn);
    border-radius: var(--radius-s);
    background: var(--warn-soft);
  }
  .none strong {
    color: var(--warn);
    font-size: var(--text-l);
  }
  known-classes {
    margin-top: var(--space-4);
  }
  .truth {
    margin-top: var(--space-4);
  }
  [data-right='true'] strong {
    color: var(--good);
  }
  [data-right='false'] strong {
    color: var(--bad);
  }
  .hint {
    margin-top: var(--space-4);
  }
  .unsure {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--warn);
    border-radius: var(--radius-s);
    background: var(--warn-soft);
    font-size: var(--text-m);
  }
  .unsure strong {
    color: var(--warn);
  }
`;
