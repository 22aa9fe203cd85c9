import { css } from 'lit';

/** Styles for tables that "As a table" reveals. */
export const tableStyles = css`
  .scroll {
    margin-top: var(--space-2);
    max-height: 26rem;
    overflow: auto;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--surface);
  }
  td {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  tbody th {
    font-weight: 400;
    white-space: nowrap;
  }
`;
