import { css } from 'lit';

export const benchmarkStyles = css`
  .lede {
    margin: var(--space-2) 0 var(--space-4);
    font-size: 1rem;
  }
  label {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: 2.5rem;
  }
  input {
    accent-color: var(--accent);
  }
  .result {
    display: grid;
    grid-template-columns: minmax(12rem, 1fr) minmax(0, 2fr);
    gap: var(--space-5);
    margin-top: var(--space-5);
    align-items: start;
  }
  .headline {
    font-size: var(--text-xxl);
    font-weight: 680;
    letter-spacing: -0.02em;
    line-height: 1.2;
  }
  caption {
    padding: 0 var(--space-3);
    text-align: start;
  }
  td {
    font-variant-numeric: tabular-nums;
  }
  tbody th,
  .time {
    white-space: nowrap;
  }
  .note {
    margin-top: var(--space-3);
  }
  benchmark-machine {
    margin-top: var(--space-5);
  }
  @media (max-width: 45rem) {
    .result {
      grid-template-columns: minmax(0, 1fr);
    }
    th,
    td {
      padding-inline: 0 var(--space-3);
    }
    caption {
      padding: 0;
    }
    tbody th {
      min-width: 5.5rem;
      white-space: normal;
    }
    /* The table may be wider than the page. */
    caption span {
      display: block;
      max-width: calc(100vw - 2 * var(--gutter));
    }
  }
`;
