import { css } from 'lit';

export const engineStyles = css`
  .lede {
    margin: var(--space-3) 0 var(--space-6);
  }
  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  /* Two by two, never a row of three and one of one. */
  @media (min-width: 60rem) {
    .cards {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @media (min-width: 150rem) {
    .cards {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: var(--space-4);
  }
  .kind {
    font-size: var(--text-xxl);
    font-weight: 680;
    letter-spacing: -0.02em;
    line-height: 1.1;
    color: var(--accent);
  }
  dl {
    display: grid;
    gap: var(--space-3);
  }
  .figures {
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: var(--space-4);
  }
  dt {
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .figure {
    font-size: var(--text-xl);
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  engine-benchmark,
  layer-bars {
    margin-top: var(--space-7);
  }
`;
