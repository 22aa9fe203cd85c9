import { css } from 'lit';

export const attributionStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  ol {
    display: grid;
    grid-template-columns: fit-content(13rem) minmax(0, 1fr) auto;
    gap: var(--space-1) var(--space-3);
    max-width: 52rem;
    padding: 0;
    list-style: none;
    font-size: var(--text-m);
  }
  li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
    min-height: 1.75rem;
  }
  [data-linked] {
    border-radius: 3px;
    box-shadow: 0 0 0 2px var(--ink);
  }
  .bias {
    margin-top: var(--space-1);
    border-top: 1px solid var(--line);
    color: var(--ink-soft);
  }
  [aria-current='true'] {
    font-weight: 650;
  }
  .track {
    position: relative;
    height: 1.1rem;
  }
  .bar {
    position: absolute;
    inset-block: 0;
    border-radius: 2px;
    transition:
      left var(--calm) var(--ease),
      width var(--calm) var(--ease);
  }
  .zero {
    position: absolute;
    inset-block: -5px;
    width: 1px;
    background: var(--line-strong);
  }
  .value {
    text-align: end;
  }
  @media (max-width: 34rem) {
    ol {
      grid-template-columns: fit-content(9rem) minmax(0, 1fr) auto;
      gap: var(--space-1) var(--space-2);
      font-size: var(--text-s);
    }
  }
`;
