import { css } from 'lit';

export const codeStyles = css`
  :host {
    scroll-margin-top: var(--space-4);
  }
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  section > p {
    max-width: var(--measure);
  }
  h3 {
    font-size: var(--text-xl);
  }
  h4 {
    margin: var(--space-4) 0 0;
    font-size: var(--text-l);
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--space-4);
    align-items: start;
  }
  .source {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-1);
  }
  pre {
    max-height: 34rem;
    margin: 0;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-s);
    background: var(--sunken);
    overflow: auto;
    font-size: var(--text-s);
    line-height: 1.5;
    tab-size: 4;
  }
  @media print {
    pre {
      max-height: none;
      white-space: pre-wrap;
    }
  }
  @media (max-width: 56rem) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
