import { css } from 'lit';

export const diagramStyles = css`
  :host {
    display: grid;
    gap: var(--space-3);
    min-width: 0;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--space-3);
  }
  .row {
    gap: var(--space-2);
  }
  .row button {
    min-width: 2.5rem;
    padding: 0 var(--space-3);
    min-height: 2.25rem;
  }
  .play {
    min-width: 6.9rem;
  }
  svg {
    width: 0.9rem;
    height: 0.9rem;
    fill: currentColor;
  }
  .speed {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    margin-inline-start: var(--space-2);
  }
  .speed input {
    width: 7rem;
    accent-color: var(--accent);
  }
  .speed .number {
    min-width: 6.9rem;
    color: var(--ink-soft);
  }
  @media print {
    .speed {
      display: none;
    }
  }
  .caption {
    min-height: 1.6em;
  }
  .caption b {
    margin-inline-end: var(--space-2);
  }
  stair-case {
    min-width: 0;
  }
  @media (max-width: 30rem) {
    .speed {
      margin-inline-start: 0;
    }
    .caption {
      min-height: 4.8em;
    }
  }
`;
