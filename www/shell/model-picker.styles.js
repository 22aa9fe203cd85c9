import { css } from 'lit';

/** The shared look of the shell's dialogs. */
export const dialogStyles = css`
  dialog {
    width: min(30rem, calc(100vw - 2 * var(--space-4)));
    max-height: calc(100dvh - 2 * var(--space-4));
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: var(--backdrop);
  }
`;

export const pickerStyles = css`
  ${dialogStyles}
  .open {
    max-width: 100%;
    min-height: 2.4rem;
    padding: 0 var(--space-3);
    font-weight: 400;
    font-size: var(--text-s);
  }
  .open strong {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (max-width: 40rem) {
    .open {
      padding: 0 var(--space-2);
    }
    /* Only for screen readers. */
    .open .soft {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  .head {
    justify-content: space-between;
    margin-bottom: var(--space-3);
  }
  h2 {
    font-size: var(--text-l);
  }
  h3 {
    font-size: var(--text-m);
    margin-top: var(--space-5);
  }
  ul {
    display: grid;
    gap: var(--space-2);
    padding: 0;
    list-style: none;
  }
  .model {
    width: 100%;
    min-height: 3rem;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 0 var(--space-3);
    padding-block: var(--space-2);
    border-color: var(--line);
    text-align: start;
  }
  .model {
    font-weight: 400;
  }
  .model strong {
    font-weight: 600;
  }
  .model[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  file-button {
    margin-top: var(--space-3);
  }
  .complaint {
    margin-top: var(--space-3);
    color: var(--bad);
  }
`;
