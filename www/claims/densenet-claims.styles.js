import { css } from 'lit';

export const claimsStyles = css`
  .lede {
    margin: var(--space-3) 0;
  }
  section {
    margin-top: var(--space-5);
  }
  ol,
  ul {
    padding: 0;
    list-style: none;
  }
  .summary {
    display: grid;
    gap: var(--space-2);
    margin-top: var(--space-4);
  }
  .summary li {
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: 0 var(--space-2);
    align-items: baseline;
    align-content: start;
  }
  .summary b {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .summary .soft {
    grid-column: 2;
  }
  ol li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr);
    gap: var(--space-2) var(--space-6);
    padding: var(--space-4) 0;
    border-top: 1px solid var(--line);
    break-inside: avoid;
  }
  ol li:first-child {
    border-top: 0;
  }
  ol li:last-child {
    padding-bottom: 0;
  }
  .point .number {
    margin-right: var(--space-1);
  }
  .evidence {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
    font-variant-numeric: tabular-nums;
  }
  .evidence a + a {
    margin-left: var(--space-3);
  }
  code,
  q {
    overflow-wrap: anywhere;
  }
  .kind {
    justify-self: start;
    margin-right: var(--space-1);
    padding: 0.1em 0.55em;
    border: 1px solid var(--line-strong);
    border-radius: 1rem;
    font-size: var(--text-s);
    font-weight: 600;
    white-space: nowrap;
  }
  .kind.live,
  .kind.picture,
  .kind.measured {
    border-color: var(--good);
  }
  .kind.built,
  .kind.published {
    border-color: var(--accent);
  }
  .kind.said {
    border-style: dashed;
    border-color: var(--warn);
  }
  @media screen and (min-width: 60rem) {
    .summary {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @media (max-width: 48rem) {
    ol li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
