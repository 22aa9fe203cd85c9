import { css } from 'lit';

export const formStyles = css`
  form {
    display: grid;
    gap: var(--space-4);
  }
  fieldset {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    gap: var(--space-3) var(--space-4);
    align-items: start;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-bottom: var(--space-2);
    padding: 0;
    font-weight: 640;
  }
  .field {
    display: grid;
    gap: var(--space-1);
    min-width: 0;
  }
  .wide {
    grid-column: 1 / -1;
  }
  label {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  input,
  select,
  textarea {
    width: 100%;
    min-width: 0;
    font: inherit;
    font-size: var(--text-m);
    color: inherit;
    min-height: 2.5rem;
    padding: var(--space-1) var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-s);
    background: var(--surface);
  }
  textarea {
    resize: vertical;
    line-height: 1.45;
  }
  [aria-invalid='true'] {
    border-color: var(--bad);
  }
  .hint {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .problem {
    font-size: var(--text-s);
    color: var(--bad);
  }
  .problem:empty {
    display: none;
  }
`;
