import { css } from 'lit';

export const layerBarStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  /* The line at the highest bar; its label does not scroll with the bars. */
  .picture {
    border-top: 1px dashed var(--line-strong);
  }
  .highest {
    margin-bottom: calc(-1 * var(--space-2));
    overflow-wrap: anywhere;
  }
  .chart {
    display: flex;
    gap: var(--space-3);
  }
  .group {
    flex: 1 0 auto;
    min-width: min-content;
  }
  .bars {
    display: flex;
    align-items: flex-end;
    gap: 1px;
    height: 9rem;
    border-bottom: 1px solid var(--line-strong);
  }
  i {
    flex: 1 0 4px;
    min-height: 1px;
    border-radius: 2px 2px 0 0;
    background: var(--bar);
  }
  i:not(.dense-layer) {
    background: var(--bar-rest);
    min-width: 10px;
  }
  i:hover {
    background: var(--ink);
  }
  .name {
    display: block;
    padding-top: var(--space-1);
    font-size: var(--text-s);
    color: var(--ink-soft);
    text-align: center;
    white-space: nowrap;
  }
  td {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  tbody th {
    font-weight: 400;
  }
`;
