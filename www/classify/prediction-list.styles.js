import { css } from 'lit';

export const predictionStyles = css`
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
