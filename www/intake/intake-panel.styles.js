import { css } from 'lit';

export const panelStyles = css`
  dialog {
    width: min(46rem, calc(100vw - 2 * var(--space-4)));
  }
  .head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--space-3);
    margin-bottom: var(--space-4);
  }
  h2 {
    font-size: var(--text-l);
  }
  .name {
    margin-top: var(--space-1);
    overflow-wrap: anywhere;
  }
  dialog > * + * {
    margin-top: var(--space-5);
  }
  dialog > .head + * {
    margin-top: 0;
  }
  .bad {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--bad);
    border-radius: var(--radius-s);
    background: var(--bad-soft);
    overflow-wrap: anywhere;
  }
  .assumed {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--warn);
    border-radius: var(--radius-s);
    background: var(--warn-soft);
  }
  @media (max-width: 40rem) {
    dialog {
      width: 100vw;
      max-width: 100vw;
      height: 100dvh;
      max-height: 100dvh;
      margin: 0;
      padding: var(--space-4);
      border: 0;
      border-radius: 0;
    }
  }
`;
