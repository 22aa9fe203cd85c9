import { css } from 'lit';

/** Rows of facts, and the marks that say where each came from. */
export const factStyles = css`
  h3 {
    margin-bottom: var(--space-3);
    font-size: var(--text-m);
  }
  dl {
    display: grid;
    gap: 0;
    font-size: var(--text-m);
  }
  .fact {
    display: grid;
    grid-template-columns: minmax(7.5rem, 11rem) minmax(0, 1fr) auto;
    gap: 0 var(--space-3);
    align-items: baseline;
    padding: var(--space-2) 0;
    border-top: 1px solid var(--line);
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .note {
    grid-column: 2 / -1;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .badge {
    display: inline-block;
    padding: 0.05rem 0.5rem;
    border: 1px solid var(--line-strong);
    border-radius: 99px;
    color: var(--ink-soft);
    font-size: var(--text-s);
    line-height: 1.35;
    white-space: nowrap;
  }
  .badge[data-from='given'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
  }
  .badge[data-from='assumption'] {
    border-color: var(--warn);
    background: var(--warn-soft);
    color: var(--warn);
  }
  .badge[data-from='default'] {
    border-style: dashed;
  }
  .names {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-2);
    margin-top: var(--space-2);
    padding: 0;
    list-style: none;
    max-height: 14rem;
    overflow-y: auto;
  }
  .names li {
    padding: 0 var(--space-2);
    border-radius: var(--radius-s);
    background: var(--sunken);
    font-family: var(--mono);
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }
  @media (max-width: 40rem) {
    .fact {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    dt {
      grid-column: 1;
      font-size: var(--text-s);
    }
    .fact > dd:not(.mark, .note) {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .fact > .mark {
      grid-column: 2;
      grid-row: 1;
    }
    .fact > .note {
      grid-column: 1 / -1;
      grid-row: 3;
    }
  }
`;
