import { css } from 'lit';

export const shareStyles = css`
  dialog {
    width: min(36rem, calc(100vw - 2 * var(--space-4)));
    text-align: start;
  }
  .top {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--space-3);
  }
  h2 {
    font-size: var(--text-l);
  }
  .stack {
    grid-template-columns: minmax(0, 1fr);
  }
  fieldset {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
  }
  legend {
    padding: 0 var(--space-1);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  label {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    min-height: 1.75rem;
  }
  input[type='radio'] {
    accent-color: var(--accent);
  }
  .link {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .link input {
    flex: 1 1 14rem;
    min-width: 0;
  }
  [role='status']:empty {
    display: none;
  }
  .warning {
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius-s);
    background: var(--warn-soft);
    overflow-wrap: anywhere;
  }
  .more {
    padding-top: var(--space-4);
    border-top: 1px solid var(--line);
  }
`;
