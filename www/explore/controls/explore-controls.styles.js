import { css } from 'lit';

export const controlStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
    align-content: start;
  }
  .preset {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: var(--space-2);
  }
  .preset label,
  legend {
    font-size: var(--text-s);
    font-weight: 600;
    color: var(--ink-soft);
  }
  .preset .row {
    flex-wrap: nowrap;
    gap: var(--space-2);
  }
  select {
    flex: 1 1 0;
    width: 0;
    min-width: 0;
    padding: 0 var(--space-1);
    text-overflow: ellipsis;
  }
  .preset button,
  select {
    min-height: 2.25rem;
  }
  .preset button {
    padding-inline: var(--space-3);
  }
  fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-1);
    min-width: 0;
    margin: 0;
    padding: var(--space-1) 0 0;
    border: 0;
    border-top: 1px solid var(--line);
  }
  legend {
    padding: 0 var(--space-2) 0 0;
  }
  .blocks {
    display: grid;
    gap: var(--space-1);
    padding-left: var(--space-2);
    border-left: 2px solid var(--line);
  }
  .check {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: 1.75rem;
    font-size: var(--text-s);
    cursor: pointer;
  }
  .check input {
    width: 1.15rem;
    height: 1.15rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .stem {
    display: grid;
    gap: var(--space-1);
    justify-items: start;
  }
  .name {
    font-size: var(--text-s);
  }
  .complaint {
    padding: var(--space-3);
    border: 1px solid var(--bad);
    border-radius: var(--radius-s);
    background: var(--bad-soft);
    font-size: var(--text-m);
    overflow-wrap: anywhere;
  }
  .complaint strong {
    color: var(--bad);
  }
  /* Always rendered, so that changes are announced; when empty, it takes no gap. */
  [role='alert']:empty {
    margin-top: calc(-1 * var(--space-2));
  }
  [role='alert'] {
    position: sticky;
    top: var(--space-3);
    z-index: 2;
  }
`;
