import { css } from 'lit';

export const growthStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .card {
    padding: var(--space-4);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
    gap: var(--space-3);
    align-items: start;
  }
  .columns > .card {
    position: sticky;
    top: var(--space-4);
  }
  .stack {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .prose {
    max-width: var(--measure);
  }
  .picture summary {
    color: inherit;
    font-size: inherit;
  }
  .columns > .card {
    display: grid;
    gap: var(--space-4);
  }
  .notice {
    padding: var(--space-4) var(--space-5);
    border-radius: var(--radius);
    background: var(--accent-soft);
  }
  @media screen and (max-width: 40rem) {
    guided-story ~ :last-child {
      margin-bottom: 45dvh;
    }
  }
  @media (max-width: 58rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .columns > .card {
      position: static;
    }
  }
`;
